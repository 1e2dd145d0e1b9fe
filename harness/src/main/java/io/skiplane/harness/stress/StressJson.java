package io.skiplane.harness.stress;

import com.fasterxml.jackson.core.JsonGenerator;
import io.skiplane.harness.json.JsonText;
import java.io.IOException;

/** The document {@code stress.json}. */
public final class StressJson {
  /** Name and version of the document's form. */
  public static final String SCHEMA = "skiplane/stress/1";

  private StressJson() {}

  /** The document, ending with a line feed. */
  public static String of(StressRun run) {
    return JsonText.indented(to -> write(run, to));
  }

  private static void write(StressRun run, JsonGenerator to) throws IOException {
    StressRun.Facts facts = run.facts();
    to.writeStringField("schema", SCHEMA);
    to.writeStringField("version", facts.version());
    to.writeNumberField("seed", facts.seed());
    to.writeNumberField("k", facts.k());
    to.writeNumberField("p", facts.p());
    to.writeStringField("precision", facts.precision());
    to.writeNumberField("threads", facts.threads());
    to.writeNumberField("inputs", facts.inputs());
    JsonText.number(to, "check", facts.check());
    to.writeStringField("kernel", facts.kernel());
    to.writeNumberField("laneBits", facts.laneBits());
    to.writeStringField("jdk", facts.jdk());
    to.writeStringField("cpu", facts.cpu());
    to.writeBooleanField("finished", run.finished());
    JsonText.number(to, "seconds", run.seconds());
    to.writeNumberField("rounds", run.rounds());
    to.writeNumberField("mismatches", run.differing());
    to.writeObjectFieldStart("memory");
    to.writeNumberField("offHeapBytes", run.memory().offHeap());
    to.writeNumberField("residentEarlyBytes", run.memory().early());
    to.writeNumberField("residentLastBytes", run.memory().last());
    to.writeNumberField("residentLargestBytes", run.memory().largest());
    to.writeEndObject();
    to.writeArrayFieldStart("gradients");
    for (GradientResult gradient : run.gradients()) {
      write(gradient, to);
    }
    to.writeEndArray();
  }

  private static void write(GradientResult gradient, JsonGenerator to) throws IOException {
    to.writeStartObject();
    to.writeStringField("gradient", gradient.gradient());
    to.writeNumberField("blocks", gradient.blocks());
    to.writeNumberField("steps", gradient.steps());
    JsonText.number(to, "stepsPerSecond", gradient.stepsPerSecond());
    JsonText.number(to, "numbersPerStep", gradient.numbersPerStep());
    to.writeStringField("digest", gradient.digest());
    to.writeArrayFieldStart("checks");
    for (Checks checks : gradient.checks()) {
      to.writeStartObject();
      to.writeStringField("route", checks.route());
      to.writeNumberField("blocks", checks.blocks());
      to.writeNumberField("mismatches", checks.mismatches());
      to.writeEndObject();
    }
    to.writeEndArray();
    write(gradient.times(), to);
    to.writeEndObject();
  }

  private static void write(StepTimes times, JsonGenerator to) throws IOException {
    to.writeObjectFieldStart("stepNanos");
    to.writeNumberField("steps", times.steps());
    to.writeNumberField("group", times.group());
    JsonText.number(to, "p50", times.median());
    JsonText.number(to, "p99", times.p99());
    JsonText.number(to, "p99.99", times.p9999());
    JsonText.number(to, "max", times.largest());
    to.writeArrayFieldStart("curve");
    for (StepTimes.Percentile point : times.curve()) {
      to.writeStartObject();
      to.writeNumberField("percent", point.percent());
      to.writeNumberField("nanos", point.nanos());
      to.writeEndObject();
    }
    to.writeEndArray();
    to.writeEndObject();
  }
}
