package io.skiplane.harness.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.lanes.Twins;
import io.skiplane.model.Shape;
import io.skiplane.model.StepSizes;
import io.skiplane.model.Teacher;
import java.lang.foreign.Arena;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two kernels give the same bits; other steps give others. */
class FewStepsTest {
  private static List<Double> weights(StepSizes stepSizes) {
    try (Arena arena = Arena.ofConfined()) {
      Teacher teacher = Teacher.study(arena, new Shape(16, 8));
      SampledRuns runs = new SampledRuns(arena, teacher, 1, SampledRuns.FEWEST_SEEDS);
      return FewSteps.weights(teacher, runs, stepSizes, 1);
    }
  }

  @Test
  void areTheSameOnBothKernels() {
    StepSizes stepSizes = StepSizes.warmUpFor(16, 1);
    assertThat(Twins.runtime().kernel()).isEqualTo("vector");
    List<Double> scalar = Twins.onScalar(() -> weights(stepSizes));
    assertThat(scalar).hasSizeGreaterThan(5 * (16 + 8));
    assertThat(FewSteps.differing(weights(stepSizes), scalar)).isZero();
  }

  @Test
  void aDifferenceIsCounted() {
    List<Double> one = weights(StepSizes.constant(0.002, 0.002));
    List<Double> other = weights(StepSizes.constant(0.002, Math.nextUp(0.002)));
    assertThat(FewSteps.differing(one, other)).isPositive();
    assertThat(FewSteps.differing(one, one.subList(1, one.size()))).isPositive();
    assertThat(FewSteps.differing(List.of(0.0), List.of(-0.0))).isEqualTo(1);
  }
}
