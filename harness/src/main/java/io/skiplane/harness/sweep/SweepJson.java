package io.skiplane.harness.sweep;

import com.fasterxml.jackson.core.JsonGenerator;
import io.skiplane.harness.engine.Outcomes;
import io.skiplane.harness.engine.Problem;
import io.skiplane.harness.json.JsonText;
import io.skiplane.harness.store.RunInfoFields;
import io.skiplane.harness.study.RunInfo;
import java.io.IOException;
import java.util.Map;

/** The document {@code run.json} of a sweep. */
final class SweepJson {
  static final String SCHEMA = "skiplane/sweep/1";

  private SweepJson() {}

  /** The document, ending with a line feed. */
  static String of(SweepRun run, SweepSpec spec) {
    return JsonText.indented(to -> write(run, spec, to));
  }

  private static void write(SweepRun run, SweepSpec spec, JsonGenerator to) throws IOException {
    RunInfo info = run.info();
    to.writeStringField("schema", SCHEMA);
    to.writeStringField("version", info.version());
    to.writeStringField("sweep", run.name());
    to.writeStringField("digest", run.digest());
    RunInfoFields.write(info, to);
    to.writeNumberField("students", spec.allStudents());
    to.writeObjectFieldStart("given");
    for (Map.Entry<String, Given> entry : spec.given().entrySet()) {
      to.writeStringField(entry.getKey(), entry.getValue().joined());
    }
    to.writeEndObject();
    to.writeArrayFieldStart("axes");
    for (Axis axis : run.axes()) {
      to.writeStartObject();
      to.writeStringField("parameter", axis.parameter().column());
      to.writeStringField("title", axis.parameter().title());
      to.writeArrayFieldStart("labels");
      for (String label : axis.labels()) {
        to.writeString(label);
      }
      to.writeEndArray();
      to.writeEndObject();
    }
    to.writeEndArray();
    to.writeArrayFieldStart("findings");
    for (String finding : run.findings()) {
      to.writeString(finding);
    }
    to.writeEndArray();
    to.writeArrayFieldStart("cells");
    for (SweepCell cell : run.cells()) {
      write(cell, to);
    }
    to.writeEndArray();
  }

  private static void write(SweepCell cell, JsonGenerator to) throws IOException {
    Problem problem = cell.problem();
    Outcomes outcomes = cell.outcomes();
    to.writeStartObject();
    for (Parameter parameter : Parameter.values()) {
      Object value = parameter.value(problem);
      switch (value) {
        case Double number -> JsonText.number(to, parameter.column(), number);
        case Number number -> to.writeNumberField(parameter.column(), number.longValue());
        default -> to.writeStringField(parameter.column(), value.toString());
      }
    }
    JsonText.number(to, "shortcutDistance", problem.shortcutDistance());
    to.writeBooleanField("spuriousMinimum", problem.hasSpuriousMinimum());
    to.writeNumberField("students", outcomes.students());
    to.writeNumberField("success", outcomes.success());
    to.writeNumberField("trapped", outcomes.trapped());
    to.writeNumberField("undecided", outcomes.undecided());
    to.writeNumberField("diverged", outcomes.diverged());
    JsonText.count(to, "stepsMedian", outcomes.stepsMedian());
    to.writeStringField("digest", outcomes.digest());
    to.writeEndObject();
  }
}
