package io.skiplane.harness.train;

import io.skiplane.model.StepSizes;
import java.util.ArrayList;
import java.util.List;

/** The text of {@code --schedule}: warmup, constant, or phases {@code steps:etaA:etaW,...}. */
final class Schedule {
  private Schedule() {}

  /**
   * The step sizes a text names; the last phase lasts for ever, so its steps may be {@code *} or
   * left out.
   *
   * @param k number of patches, which warmup and constant depend on
   * @throws IllegalArgumentException naming the phase and what is wrong with it
   */
  static StepSizes parse(String text, long k) {
    return switch (text) {
      case "warmup" -> StepSizes.warmUpFor(k);
      case "constant" -> StepSizes.constantFor(k);
      default -> phases(text);
    };
  }

  private static StepSizes phases(String text) {
    String[] words = text.split(",", -1);
    List<StepSizes.Phase> phases = new ArrayList<>();
    for (int i = 0; i < words.length; i++) {
      try {
        phases.add(phase(words[i], i == words.length - 1));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "--schedule: phase " + i + ", '" + words[i] + "': " + e.getMessage(), e);
      }
    }
    return new StepSizes(phases);
  }

  private static StepSizes.Phase phase(String text, boolean last) {
    String[] fields = text.split(":", -1);
    if (last && fields.length == 2) {
      return new StepSizes.Phase(Long.MAX_VALUE, eta(fields[0]), eta(fields[1]));
    }
    if (fields.length != 3) {
      throw new IllegalArgumentException(
          "write warmup, constant or phases as steps:etaA:etaW, such as"
              + " 1000:0.01:0.0001,*:0.01:0.01");
    }
    return new StepSizes.Phase(steps(fields[0], last), eta(fields[1]), eta(fields[2]));
  }

  private static long steps(String text, boolean last) {
    if (last && (text.equals("*") || text.isEmpty())) {
      return Long.MAX_VALUE;
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is not a number of steps; give a whole number"
              + (last ? " or *" : " (only the last phase may have *)"),
          e);
    }
  }

  private static double eta(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a step size; give a number such as 0.01", e);
    }
  }
}
