package io.skiplane.harness.report.run;

/** A file of a run that is not as a run writes it; the message is a sentence for the user. */
public final class RunFileException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  /** With the sentence. */
  public RunFileException(String message) {
    super(message);
  }
}
