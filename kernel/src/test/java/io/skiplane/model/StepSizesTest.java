package io.skiplane.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Phases follow each other without a gap, and the last one lasts for ever. */
class StepSizesTest {
  @Test
  void phasesFollowEachOther() {
    StepSizes sizes =
        new StepSizes(
            List.of(
                new StepSizes.Phase(3, 1, 1),
                new StepSizes.Phase(1, 2, 2),
                new StepSizes.Phase(5, 3, 3)));
    int[] expected = {0, 0, 0, 1, 2, 2, 2, 2, 2, 2, 2};
    for (int step = 0; step < expected.length; step++) {
      assertThat(sizes.phaseAt(step)).as("step %d", step).isEqualTo(expected[step]);
    }
    assertThat(sizes.phaseAt(Long.MAX_VALUE)).isEqualTo(2);
    assertThat(sizes.endOf(0)).isEqualTo(3);
    assertThat(sizes.endOf(1)).isEqualTo(4);
    assertThat(sizes.endOf(2)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void warmUpIsThePapers() {
    StepSizes sizes = StepSizes.warmUpFor(5);
    assertThat(sizes.phases().get(0)).isEqualTo(new StepSizes.Phase(1000, 0.04, 0.04 * 0.04));
    assertThat(sizes.phases().get(1)).isEqualTo(new StepSizes.Phase(Long.MAX_VALUE, 0.04, 0.04));
    assertThat(StepSizes.constantFor(5)).isEqualTo(StepSizes.constant(0.04, 0.04));
  }

  @Test
  void lengthsBeyondALongSaturate() {
    StepSizes sizes =
        new StepSizes(
            List.of(
                new StepSizes.Phase(Long.MAX_VALUE - 1, 1, 1),
                new StepSizes.Phase(Long.MAX_VALUE - 1, 2, 2),
                new StepSizes.Phase(1, 3, 3)));
    assertThat(sizes.endOf(1)).isEqualTo(Long.MAX_VALUE);
    assertThat(sizes.phaseAt(Long.MAX_VALUE - 1)).isEqualTo(1);
  }

  @Test
  void callersListIsCopied() {
    List<StepSizes.Phase> phases = new ArrayList<>();
    phases.add(new StepSizes.Phase(1, 1, 1));
    StepSizes sizes = new StepSizes(phases);
    phases.clear();
    assertThat(sizes.phases()).hasSize(1);
  }
}
