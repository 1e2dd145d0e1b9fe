package io.skiplane.harness.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.lanes.Twins;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelChoiceTest {
  @ParameterizedTest
  @CsvSource({
    "1, true, true",
    "15, true, true",
    "16, true, false",
    "999, true, false",
    "1000, false, false",
    "5000, false, false"
  })
  void shortStudiesTakeTheScalarKernel(long students, boolean checks, boolean cells) {
    ReproduceSettings settings = ReproduceSettings.defaults().withStudents(students);
    assertThat(KernelChoice.isShort(settings)).isEqualTo(checks);
    assertThat(KernelChoice.checksOnScalar(settings)).isEqualTo(checks);
    assertThat(KernelChoice.studentsOnScalar(settings)).isEqualTo(cells);
    assertThat(KernelChoice.of(settings).kernel())
        .isEqualTo(cells ? "scalar" : Twins.runtime().kernel());
  }

  @ParameterizedTest
  @CsvSource({"skiplane.kernel, vector", "skiplane.laneBits, 128"})
  void aKernelThatIsAskedForIsObeyed(String property, String value) {
    ReproduceSettings settings = ReproduceSettings.defaults().withStudents(1);
    System.setProperty(property, value);
    try {
      assertThat(KernelChoice.checksOnScalar(settings)).isFalse();
      assertThat(KernelChoice.studentsOnScalar(settings)).isFalse();
      assertThat(KernelChoice.isShort(settings)).isTrue();
    } finally {
      System.clearProperty(property);
    }
  }
}
