package io.skiplane.harness.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClaimsTest {
  private static final int REACHES = 0;
  private static final int SHORT = 1;
  private static final int WITHOUT = 2;
  private static final int TRAPPED = 3;
  private static final long STUDENTS = 1000;

  private static Cell cell(long k, Variant variant, long trapped, long undecided) {
    return new Cell(
        k, 8, variant, STUDENTS, STUDENTS - trapped - undecided, trapped, undecided, 100, "00");
  }

  /** Trapped students of the four variants, in their order. */
  private static List<Cell> row(long k, long warmUp, long theory, long constant, long cnn) {
    return List.of(
        cell(k, Variant.RESNET_WARMUP, warmUp, 0),
        cell(k, Variant.RESNET_WARMUP_THEORY, theory, 0),
        cell(k, Variant.RESNET_CONSTANT, constant, 0),
        cell(k, Variant.CNN_CONSTANT, cnn, 0));
  }

  private static List<Claim> check(List<Cell> one, List<Cell> other) {
    List<Cell> cells = new ArrayList<>(one);
    cells.addAll(other);
    return Claims.check(cells);
  }

  @Test
  void allHoldWhereAllIsAsThePaperSays() {
    List<Claim> claims = check(row(16, 0, 0, 300, 500), row(25, 0, 0, 200, 480));
    assertThat(claims).hasSize(4).allMatch(Claim::holds);
    assertThat(claims.get(REACHES).finding()).contains("2000 students").contains("99.62 %");
    assertThat(claims.get(TRAPPED).finding()).contains("between 44.9 and 53.1 %");
  }

  @Test
  void oneFailureRefutesTheTheorem() {
    Claim claim = check(row(16, 0, 0, 300, 500), row(25, 0, 1, 200, 500)).get(REACHES);
    assertThat(claim.holds()).isFalse();
    assertThat(claim.finding()).isEqualTo("did not: 1 of 1000 at k = 25");
  }

  @Test
  void anUndecidedStudentIsNotASuccess() {
    List<Cell> cells = new ArrayList<>(row(16, 0, 0, 300, 500));
    cells.set(1, cell(16, Variant.RESNET_WARMUP_THEORY, 0, 1));
    Claim claim = Claims.check(cells).get(REACHES);
    assertThat(claim.holds()).isFalse();
    assertThat(claim.finding())
        .isEqualTo("did not: 1 of 1000 (1 undecided at the limit of steps) at k = 16");
  }

  @Test
  void aShortWarmUpIsOnlyBlamedWhereTheLongOneDoes() {
    List<Claim> blamed = check(row(16, 0, 0, 300, 500), row(25, 20, 0, 200, 500));
    assertThat(blamed.get(SHORT).holds()).isFalse();
    assertThat(blamed.get(SHORT).finding())
        .isEqualTo("1000 steps are too short at k = 25; failed: 2.0 % at k = 25");
    List<Claim> free = check(row(16, 0, 0, 300, 500), row(25, 20, 20, 200, 500));
    assertThat(free.get(SHORT).holds()).isTrue();
    List<Claim> none = check(row(16, 9, 9, 300, 500), row(25, 9, 9, 200, 500));
    assertThat(none.get(SHORT).holds()).isFalse();
  }

  @Test
  void saysWhereNoneIsTrappedWithoutWarmUp() {
    Claim claim = check(row(16, 0, 0, 0, 500), row(25, 0, 0, 200, 500)).get(WITHOUT);
    assertThat(claim.holds()).isFalse();
    assertThat(claim.finding())
        .isEqualTo("no student was trapped at k = 16; trapped: 20.0 % at k = 25");
  }

  @Test
  void theProbabilityOfATrapMustLieInsideWithItsInterval() {
    Claim outside = check(row(16, 0, 0, 300, 100), row(25, 0, 0, 200, 500)).get(TRAPPED);
    assertThat(outside.holds()).isFalse();
    assertThat(outside.finding()).startsWith("the probability lies outside at k = 16 (10.0 %");
    Claim unclear = check(row(16, 0, 0, 300, 260), row(25, 0, 0, 200, 900)).get(TRAPPED);
    assertThat(unclear.holds()).isFalse();
    assertThat(unclear.finding())
        .contains("lies outside at k = 25")
        .contains("too few students to tell at k = 16");
  }

  @Test
  void undecidedStudentsSettleNothing() {
    List<Cell> cells = new ArrayList<>();
    for (Variant variant : Variant.values()) {
      cells.add(cell(16, variant, 0, STUDENTS));
    }
    List<Claim> claims = Claims.check(cells);
    assertThat(claims.get(TRAPPED - 1).holds()).isFalse();
    assertThat(claims.get(TRAPPED - 1).finding()).contains("cannot be told yet", "undecided");
    assertThat(claims.get(TRAPPED).holds()).isFalse();
    assertThat(claims.get(TRAPPED).finding()).startsWith("too few students to tell at k = 16");
  }
}
