package io.skiplane.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.harness.doctor.Finding;
import io.skiplane.harness.doctor.Finding.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoctorCommandTest {
  @Test
  void looksAtEverything() {
    CommandLineRun run = CommandLineRun.of("doctor");
    assertThat(run.out())
        .startsWith("Skiplane ")
        .contains("JDK         25")
        .contains("kernel      vectors of ")
        .contains("five steps  agree with each other in all 6 comparisons")
        .contains("speed       a dense step of 100 patches");
    assertThat(run.out().lines()).allMatch(line -> line.length() <= 80);
    assertThat(run.err()).isEmpty();
    // A machine that is very busy may not have compiled the step in time.
    assertThat(run.code()).isEqualTo(run.out().contains("AMISS") ? 1 : 0);
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
