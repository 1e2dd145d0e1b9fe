package io.skiplane.harness.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.gradient.Gradient;
import io.skiplane.gradient.Inputs;
import io.skiplane.model.Shape;
import io.skiplane.model.Teacher;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fewest seeds, as a short study takes them, still tell a wrong step from a right one. */
class SampledRunsTest {
  private static final int OTHER_KIND = 3;

  private static SampledRuns runs(Arena arena) {
    return new SampledRuns(
        arena, Teacher.study(arena, new Shape(16, 8)), 1, SampledRuns.FEWEST_SEEDS);
  }

  private static double apart(SampledRuns.Ends one, SampledRuns.Ends other) {
    return Math.max(one.phi().apartFrom(other.phi()), one.alignment().apartFrom(other.alignment()));
  }

  /** Labels of a teacher whose a* is scaled by {@code factor}. */
  private static Inputs scaled(Inputs inputs, double factor) {
    for (long t = 0; t < inputs.count(); t++) {
      double label = inputs.labels().getAtIndex(ValueLayout.JAVA_DOUBLE, t);
      inputs.labels().setAtIndex(ValueLayout.JAVA_DOUBLE, t, factor * label);
    }
    return inputs;
  }

  @Test
  void theThreeStepsAgree() {
    try (Arena arena = Arena.ofConfined()) {
      SampledRuns runs = runs(arena);
      assertThat(apart(runs.dense(), runs.projected())).isLessThan(Agreements.LARGEST_Z);
      assertThat(apart(runs.dense(), runs.resident())).isLessThan(Agreements.LARGEST_Z);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 2})
  void wrongLabelsAreSeen(double factor) {
    try (Arena arena = Arena.ofConfined()) {
      SampledRuns runs = runs(arena);
      SampledRuns.Ends wrong =
          runs.ends(
              OTHER_KIND,
              (memory, number) ->
                  new Gradient.Resident(
                      scaled(runs.inputs(memory, number, SampledRuns.STEPS), factor), 1));
      assertThat(apart(runs.dense(), wrong)).isGreaterThan(Agreements.LARGEST_Z);
      assertThat(apart(runs.projected(), wrong)).isGreaterThan(Agreements.LARGEST_Z);
    }
  }

  @Test
  void aWrongSpreadIsSeen() {
    try (Arena arena = Arena.ofConfined()) {
      SampledRuns runs = runs(arena);
      SampledRuns.Ends quiet = runs.ends(OTHER_KIND, (memory, number) -> new Gradient.Projected(4));
      assertThat(apart(runs.dense(), quiet)).isGreaterThan(Agreements.LARGEST_Z);
    }
  }
}
