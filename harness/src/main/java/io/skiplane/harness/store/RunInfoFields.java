package io.skiplane.harness.store;

import com.fasterxml.jackson.core.JsonGenerator;
import io.skiplane.harness.json.JsonText;
import io.skiplane.harness.study.RunInfo;
import java.io.IOException;

/** What the documents of all studies say of the run itself. */
public final class RunInfoFields {
  private RunInfoFields() {}

  /** What ran it, how long, and how many steps. */
  public static void write(RunInfo info, JsonGenerator to) throws IOException {
    to.writeStringField("kernel", info.kernel());
    to.writeNumberField("laneBits", info.laneBits());
    to.writeStringField("jdk", info.jdk());
    to.writeStringField("cpu", info.cpu());
    to.writeNumberField("threads", info.threads());
    JsonText.number(to, "elapsedSeconds", info.elapsedSeconds());
    to.writeNumberField("studentSteps", info.studentSteps());
  }
}
