package io.skiplane.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.bench.rows.Row;
import io.skiplane.memory.Precision;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
  @TempDir private Path folder = Path.of("");

  private Comparison compare(Canned before, Canned after) throws IOException {
    return Comparison.of(before.in(folder), after.in(folder));
  }

  private static Canned run(double ns) {
    return new Canned().row(Row.RESIDENT_16X8_L1, Precision.FLOAT, "vector", ns, 0);
  }

  @Test
  void withinTheErrorsNothingMoved() throws IOException {
    // Errors of 5.7 % each: 8 % are within them.
    Comparison comparison = compare(run(100), run(108));
    assertThat(comparison.moved()).isZero();
    assertThat(comparison.text()).contains("0 of 1 rows moved");
  }

  @Test
  void beyondTheErrorsARowMoved() throws IOException {
    assertThat(compare(run(100), run(120)).text())
        .contains(
            "| resident (16,8) L1 float vector | 100 | ±5.7 % | 120 | ±5.7 % | 1.20× | slower");
    assertThat(compare(run(100), run(80)).text()).contains("faster").contains("1 of 1 rows moved");
    assertThat(compare(run(100), run(80)).moved()).isEqualTo(1);
  }

  @Test
  void limitsAreNoRows() throws IOException {
    Comparison comparison = compare(new Canned().limits(), new Canned().limits());
    assertThat(comparison.text()).contains("| FmaLimit float |").contains("0 of 2 rows moved");
  }

  @Test
  void whatEveryRunMeasuresIsNoComparison() throws IOException {
    Canned other = new Canned().limits().row(Row.REDUCED, Precision.FLOAT, "vector", 2, 0);
    Canned one = run(100).limits();
    assertThat(compare(one, other).chosen()).isZero();
    assertThat(compare(one, one).chosen()).isEqualTo(1);
  }

  @Test
  void unknownErrorsAreCounted() throws IOException {
    Canned once = new Canned().once(Row.REDUCED, 2);
    assertThat(compare(once, once).blind()).isTrue();
    assertThat(compare(once, once).text()).contains("Of 1 of them the error is unknown");
    Canned some = run(100).once(Row.REDUCED, 2);
    assertThat(compare(some, some).blind()).isFalse();
    assertThat(compare(some, some).text())
        .contains("0 of 2 rows moved")
        .contains("Of 1 of them the error is unknown");
    assertThat(compare(run(100), run(100)).text()).doesNotContain("unknown");
  }

  @Test
  void whatOnlyOneHasIsTold() throws IOException {
    Canned both = run(100).row(Row.REDUCED, Precision.DOUBLE, "scalar", 30, 0);
    assertThat(compare(both, run(100)).text())
        .contains("only in the first: reduced, a student-step double scalar");
  }
}
