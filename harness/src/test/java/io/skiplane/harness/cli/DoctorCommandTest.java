package io.skiplane.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.harness.doctor.Finding;
import io.skiplane.harness.doctor.Finding.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoctorCommandTest {
  @Test
  void looksAtEverythingAndFindsThisMachineWell() {
    CommandLineRun run = CommandLineRun.of("doctor");
    assertThat(run.out())
        .startsWith("Skiplane ")
        .contains("JDK         25")
        .contains("kernel      vectors of ")
        .contains("five steps  agree with each other in all 6 comparisons")
        .contains("allocates nothing")
        .endsWith("Nothing is amiss.\n");
    assertThat(run.out().lines()).allMatch(line -> line.length() <= 80);
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
  }

  @Test
  void remediesStandBelowWithAnArrow() {
    Finding finding =
        new Finding(
            Verdict.AMISS,
            "kernel",
            "scalar, as the module that it needs is missing from this JDK, which is not complete",
            List.of("one", "two"));
    assertThat(DoctorCommand.lines(finding))
        .containsExactly(
            "AMISS kernel      scalar, as the module that it needs is missing from this JDK,",
            "                  which is not complete",
            "                  → one",
            "                  → two");
  }
}
