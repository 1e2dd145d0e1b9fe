package io.skiplane.harness.train;

import com.fasterxml.jackson.core.JsonGenerator;
import io.skiplane.descent.Point;
import io.skiplane.gradient.Gradient;
import io.skiplane.gradient.InputOrder;
import io.skiplane.harness.digest.Digest;
import io.skiplane.harness.host.Version;
import io.skiplane.harness.json.JsonText;
import io.skiplane.lanes.KernelRuntime;
import io.skiplane.lanes.Twins;
import io.skiplane.model.StepSizes;
import java.io.IOException;

/** The document {@code train.json} of a run. */
final class TrainJson {
  private static final String SCHEMA = "skiplane/train/1";

  private TrainJson() {}

  /** The document, ending with a line feed. */
  static String of(TrainProblem problem, TrainResult result) {
    return JsonText.indented(to -> write(problem, result, to));
  }

  private static void write(TrainProblem problem, TrainResult result, JsonGenerator to)
      throws IOException {
    KernelRuntime runtime = Twins.runtime();
    to.writeStringField("schema", SCHEMA);
    to.writeStringField("version", Version.text());
    to.writeStringField("gradient", Choices.word(problem.gradientName()));
    to.writeNumberField("k", problem.student().shape().k());
    to.writeNumberField("p", problem.student().shape().p());
    to.writeNumberField("batch", problem.gradient().batch());
    if (problem.gradient() instanceof Gradient.Resident resident) {
      inputs(resident, to);
    }
    to.writeNumberField("steps", result.last().step());
    to.writeStringField("precision", Choices.word(problem.student().precision()));
    to.writeStringField("init", problem.init());
    phases(problem.stepSizes(), to);
    to.writeNumberField("seed", problem.seed());
    to.writeNumberField("student", problem.number());
    JsonText.number(to, "teacherSquaredNorm", problem.teacher().squaredNorm());
    JsonText.number(to, "teacherSum", problem.teacher().sum());
    to.writeStringField("kernel", runtime.kernel());
    to.writeNumberField("laneBits", runtime.laneBits());
    to.writeStringField("jdk", Runtime.version().toString());
    point("first", result.first(), to);
    point("last", result.last(), to);
    JsonText.number(to, "nsPerStep", result.nanosecondsPerStep());
    to.writeStringField("digest", Digest.of(problem.student()));
  }

  private static void inputs(Gradient.Resident resident, JsonGenerator to) throws IOException {
    to.writeNumberField("inputs", resident.inputs().count());
    if (resident.order() instanceof InputOrder.Shuffled shuffled) {
      to.writeStringField("shuffle", Choices.word(Choices.Shuffle.BLOCKS));
      to.writeNumberField("shuffleBlock", shuffled.blockInputs());
    } else {
      to.writeStringField("shuffle", Choices.word(Choices.Shuffle.NONE));
    }
  }

  private static void phases(StepSizes stepSizes, JsonGenerator to) throws IOException {
    to.writeArrayFieldStart("schedule");
    for (int i = 0; i < stepSizes.phases().size(); i++) {
      StepSizes.Phase phase = stepSizes.phases().get(i);
      to.writeStartObject();
      if (i == stepSizes.phases().size() - 1) {
        to.writeNullField("steps"); // Lasts for ever.
      } else {
        to.writeNumberField("steps", phase.steps());
      }
      to.writeNumberField("etaA", phase.etaA());
      to.writeNumberField("etaW", phase.etaW());
      to.writeEndObject();
    }
    to.writeEndArray();
  }

  /** A number is null where it is too large, as the square of a large weight may be. */
  private static void point(String name, Point point, JsonGenerator to) throws IOException {
    to.writeObjectFieldStart(name);
    to.writeNumberField("step", point.step());
    JsonText.number(to, "loss", point.loss());
    JsonText.number(to, "phi", point.phi());
    JsonText.number(to, "alignment", point.alignment());
    JsonText.number(to, "squaredDistanceA", point.squaredDistanceA());
    JsonText.number(to, "squaredDistanceV", point.squaredDistanceV());
    to.writeEndObject();
  }
}
