package io.skiplane.harness.score;

import com.fasterxml.jackson.core.JsonGenerator;
import io.skiplane.harness.json.JsonText;
import java.io.IOException;

/** The document of a score. */
final class ScoreJson {
  private static final String SCHEMA = "skiplane/bench/1";

  private ScoreJson() {}

  /** The document, ending with a line feed. */
  static String of(Score score) {
    return JsonText.indented(to -> write(score, to));
  }

  private static void write(Score score, JsonGenerator to) throws IOException {
    Machine machine = score.machine();
    to.writeStringField("schema", SCHEMA);
    to.writeStringField("version", machine.version());
    to.writeStringField("time", machine.time());
    to.writeStringField("cpu", machine.cpu());
    to.writeNumberField("processors", machine.processors());
    to.writeObjectFieldStart("cacheBytes");
    to.writeNumberField("L1", machine.caches().l1());
    to.writeNumberField("L2", machine.caches().l2());
    to.writeNumberField("L3", machine.caches().l3());
    to.writeEndObject();
    to.writeNumberField("memoryBytes", machine.memory());
    JsonText.number(to, "loadBefore", machine.load());
    to.writeStringField("system", machine.system());
    to.writeStringField("jdk", machine.jdk());
    to.writeArrayFieldStart("flags");
    for (String flag : machine.flags()) {
      to.writeString(flag);
    }
    to.writeEndArray();
    to.writeNumberField("k", Problem.SHAPE.k());
    to.writeNumberField("p", Problem.SHAPE.p());
    to.writeStringField("precision", "float");
    to.writeNumberField("threads", score.threads());
    JsonText.number(to, "elapsedSeconds", score.seconds());
    to.writeStringField("line", ScoreText.line(score));
    to.writeArrayFieldStart("kernels");
    for (KernelScore kernel : score.kernels()) {
      write(kernel, score, to);
    }
    to.writeEndArray();
  }

  private static void write(KernelScore kernel, Score score, JsonGenerator to) throws IOException {
    to.writeStartObject();
    to.writeStringField("kernel", kernel.kernel().laneBits() == 0 ? "scalar" : "vector");
    to.writeNumberField("laneBits", kernel.kernel().laneBits());
    to.writeArrayFieldStart("scores");
    for (int threads : score.threadCounts()) {
      to.writeStartObject();
      to.writeNumberField("threads", threads);
      JsonText.number(to, "stepsPerSecond", kernel.score(threads));
      to.writeEndObject();
    }
    to.writeEndArray();
    to.writeObjectFieldStart("answers");
    for (Item item : Item.steps()) {
      to.writeStringField(item.word(), kernel.answers().get(item));
    }
    to.writeEndObject();
    to.writeArrayFieldStart("steps");
    write(kernel, true, to);
    to.writeEndArray();
    to.writeArrayFieldStart("limits");
    write(kernel, false, to);
    to.writeEndArray();
    to.writeEndObject();
  }

  private static void write(KernelScore kernel, boolean steps, JsonGenerator to)
      throws IOException {
    for (Rate rate : kernel.rates()) {
      if (rate.item().isStep() == steps) {
        to.writeStartObject();
        to.writeStringField("name", rate.item().word());
        to.writeNumberField("threads", rate.threads());
        String unit = steps ? "steps" : rate.item() == Item.FMA ? "flops" : "bytes";
        JsonText.number(to, unit + "PerSecond", rate.perSecond());
        if (steps) {
          JsonText.number(to, "heapBytesPerStep", rate.allocated());
        }
        to.writeEndObject();
      }
    }
  }
}
