package io.skiplane.harness.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.skiplane.descent.Point;
import io.skiplane.harness.host.Version;
import io.skiplane.lanes.KernelRuntime;
import io.skiplane.lanes.Twins;
import io.skiplane.model.StepSizes;

/** The document {@code train.json} of a run. */
final class TrainJson {
  private static final String SCHEMA = "skiplane/train/1";
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private TrainJson() {}

  /** The document, ending with a line feed. */
  static String of(TrainProblem problem, TrainResult result) {
    KernelRuntime runtime = Twins.runtime();
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("schema", SCHEMA);
    document.put("version", Version.text());
    document.put("gradient", Choices.word(problem.gradientName()));
    document.put("k", problem.student().shape().k());
    document.put("p", problem.student().shape().p());
    document.put("batch", problem.gradient().batch());
    document.put("steps", result.last().step());
    document.put("precision", Choices.word(problem.student().precision()));
    document.put("init", problem.init());
    phases(problem.stepSizes(), document);
    document.put("seed", problem.seed());
    document.put("student", problem.number());
    document.put("kernel", runtime.kernel());
    document.put("laneBits", runtime.laneBits());
    document.put("jdk", Runtime.version().toString());
    point(result.first(), document.putObject("first"));
    point(result.last(), document.putObject("last"));
    document.put("nsPerStep", result.nanosecondsPerStep());
    document.put("digest", StudentDigest.of(problem.student()));
    try {
      return MAPPER.writeValueAsString(document) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the run cannot be written as JSON: " + e.getMessage(), e);
    }
  }

  private static void phases(StepSizes stepSizes, ObjectNode document) {
    var phases = document.putArray("schedule");
    for (int i = 0; i < stepSizes.phases().size(); i++) {
      StepSizes.Phase phase = stepSizes.phases().get(i);
      ObjectNode to = phases.addObject();
      if (i == stepSizes.phases().size() - 1) {
        to.putNull("steps"); // Lasts for ever.
      } else {
        to.put("steps", phase.steps());
      }
      to.put("etaA", phase.etaA());
      to.put("etaW", phase.etaW());
    }
  }

  private static void point(Point point, ObjectNode to) {
    to.put("step", point.step());
    number(to, "loss", point.loss());
    number(to, "phi", point.phi());
    number(to, "alignment", point.alignment());
    number(to, "squaredDistanceA", point.squaredDistanceA());
    number(to, "squaredDistanceV", point.squaredDistanceV());
  }

  private static void number(ObjectNode to, String name, double value) {
    if (Double.isFinite(value)) {
      to.put(name, value);
    } else {
      to.putNull(name); // JSON has no NaN: the square of a large weight may be too large.
    }
  }
}
