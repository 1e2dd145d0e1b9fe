package io.skiplane.harness.watch;

/** Whether and how a run has ended. */
public enum RunEnding {
  /** It is at work. */
  NOT_YET(0),

  /** Its results are written. */
  FINISHED(1),

  /** It was asked to stop, and saved what goes on from there. */
  STOPPED(2),

  /** It ended with an error. */
  FAILED(3);

  private final int code;

  RunEnding(int code) {
    this.code = code;
  }

  /** Its number in a file of counters: its place here. */
  int code() {
    return code;
  }
}
