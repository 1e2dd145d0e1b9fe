package io.skiplane.harness.store;

import com.fasterxml.jackson.core.JsonGenerator;
import io.skiplane.harness.json.JsonText;
import io.skiplane.harness.study.Agreement;
import io.skiplane.harness.study.Cell;
import io.skiplane.harness.study.Claim;
import io.skiplane.harness.study.ReproduceRun;
import io.skiplane.harness.study.RunInfo;
import java.io.IOException;

/** The document {@code run.json} of a reproduction. */
public final class RunJson {
  /** Name and version of the document's form. */
  public static final String SCHEMA = "skiplane/reproduce/1";

  private RunJson() {}

  /** The document, ending with a line feed. */
  public static String of(ReproduceRun run) {
    return JsonText.indented(to -> write(run, to));
  }

  private static void write(ReproduceRun run, JsonGenerator to) throws IOException {
    RunInfo info = run.info();
    to.writeStringField("schema", SCHEMA);
    to.writeStringField("version", info.version());
    to.writeNumberField("seed", info.seed());
    RunInfoFields.write(info, to);
    to.writeStringField("teacherNorm", run.teacherNorm());
    to.writeStringField("teacherSum", run.teacherSum());
    JsonText.number(to, "angle", run.angle());
    JsonText.number(to, "tolerance", run.tolerance());
    to.writeArrayFieldStart("cells");
    for (Cell cell : run.cells()) {
      write(cell, to);
    }
    to.writeEndArray();
    to.writeArrayFieldStart("claims");
    for (Claim claim : run.claims()) {
      write(claim, to);
    }
    to.writeEndArray();
    to.writeArrayFieldStart("agreements");
    for (Agreement agreement : run.agreements()) {
      write(agreement, to);
    }
    to.writeEndArray();
  }

  private static void write(Cell cell, JsonGenerator to) throws IOException {
    to.writeStartObject();
    to.writeNumberField("k", cell.k());
    to.writeNumberField("p", cell.p());
    to.writeStringField("variant", cell.variant().id());
    to.writeNumberField("students", cell.students());
    to.writeNumberField("success", cell.success());
    to.writeNumberField("trapped", cell.trapped());
    to.writeNumberField("undecided", cell.undecided());
    JsonText.count(to, "stepsMedian", cell.stepsMedian());
    to.writeStringField("digest", cell.digest());
    to.writeEndObject();
  }

  private static void write(Claim claim, JsonGenerator to) throws IOException {
    to.writeStartObject();
    to.writeStringField("text", claim.text());
    to.writeBooleanField("holds", claim.holds());
    to.writeStringField("finding", claim.finding());
    to.writeEndObject();
  }

  private static void write(Agreement agreement, JsonGenerator to) throws IOException {
    to.writeStartObject();
    to.writeStringField("steps", agreement.steps());
    to.writeStringField("measure", agreement.measure());
    JsonText.number(to, "value", agreement.value());
    JsonText.number(to, "bound", agreement.bound());
    to.writeBooleanField("holds", agreement.holds());
    to.writeEndObject();
  }
}
