package io.skiplane.harness.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.skiplane.harness.study.Agreement;
import io.skiplane.harness.study.Cell;
import io.skiplane.harness.study.Claim;
import io.skiplane.harness.study.ReproduceRun;
import io.skiplane.harness.study.RunInfo;

/** The document {@code run.json} of a reproduction. */
public final class RunJson {
  /** Name and version of the document's form. */
  public static final String SCHEMA = "skiplane/reproduce/1";

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private RunJson() {}

  /** The document, ending with a line feed. */
  public static String of(ReproduceRun run) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    RunInfo info = run.info();
    document.put("schema", SCHEMA);
    document.put("version", info.version());
    document.put("seed", info.seed());
    document.put("kernel", info.kernel());
    document.put("laneBits", info.laneBits());
    document.put("jdk", info.jdk());
    document.put("cpu", info.cpu());
    document.put("threads", info.threads());
    document.put("elapsedSeconds", info.elapsedSeconds());
    document.put("studentSteps", info.studentSteps());
    document.put("teacherNorm", run.teacherNorm());
    document.put("teacherSum", run.teacherSum());
    document.put("angle", run.angle());
    document.put("tolerance", run.tolerance());
    var cells = document.putArray("cells");
    run.cells().forEach(cell -> write(cell, cells.addObject()));
    var claims = document.putArray("claims");
    run.claims().forEach(claim -> write(claim, claims.addObject()));
    var agreements = document.putArray("agreements");
    run.agreements().forEach(agreement -> write(agreement, agreements.addObject()));
    try {
      return MAPPER.writeValueAsString(document) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the run cannot be written as JSON: " + e.getMessage(), e);
    }
  }

  private static void write(Cell cell, ObjectNode to) {
    to.put("k", cell.k());
    to.put("p", cell.p());
    to.put("variant", cell.variant().id());
    to.put("students", cell.students());
    to.put("success", cell.success());
    to.put("trapped", cell.trapped());
    to.put("undecided", cell.undecided());
    if (cell.stepsMedian() < 0) {
      to.putNull("stepsMedian");
    } else {
      to.put("stepsMedian", cell.stepsMedian());
    }
    to.put("digest", cell.digest());
  }

  private static void write(Claim claim, ObjectNode to) {
    to.put("text", claim.text());
    to.put("holds", claim.holds());
    to.put("finding", claim.finding());
  }

  private static void write(Agreement agreement, ObjectNode to) {
    to.put("steps", agreement.steps());
    to.put("measure", agreement.measure());
    if (Double.isFinite(agreement.value())) {
      to.put("value", agreement.value());
    } else {
      to.putNull("value"); // JSON has no NaN.
    }
    to.put("bound", agreement.bound());
    to.put("holds", agreement.holds());
  }
}
