package io.skiplane.harness.watch;

/** Whether and how a run has ended. */
public enum RunEnding {
  /** It is at work. */
  NOT_YET,

  /** Its results are written. */
  FINISHED,

  /** It was asked to stop, and saved what goes on from there. */
  STOPPED,

  /** It ended with an error. */
  FAILED
}
