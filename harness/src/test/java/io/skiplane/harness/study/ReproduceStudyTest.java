package io.skiplane.harness.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.descent.Point;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ReproduceStudyTest {
  private static ReproduceSettings settings(List<Long> ks, long students, int threads) {
    return new ReproduceSettings(
        ks,
        ReproduceSettings.DEFAULT_P,
        students,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        1,
        threads,
        OptionalLong.empty(),
        ReproduceSettings.DEFAULT_TOLERANCE);
  }

  private static ReproduceRun run(ReproduceSettings settings) {
    ReproduceStudy study = new ReproduceStudy(settings);
    try {
      assertThat(study.cells(result -> {}, () -> true)).isTrue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ReproduceRun run = study.finish(1);
    assertThat(study.meter().ended()).isEqualTo(study.students());
    assertThat(study.meter().fraction()).isEqualTo(1);
    assertThat(study.meter().studentSteps()).isEqualTo(run.info().studentSteps());
    return run;
  }

  @Test
  void doesNotDependOnTheNumberOfThreads() {
    ReproduceRun one = run(settings(List.of(16L, 25L), 40, 1));
    ReproduceRun two = run(settings(List.of(16L, 25L), 40, 2));
    assertThat(two.cells()).isEqualTo(one.cells());
    assertThat(two.info().studentSteps()).isEqualTo(one.info().studentSteps());
    assertThat(two.agreements()).isEqualTo(one.agreements());
    assertThat(two.paths()).isEqualTo(one.paths());
  }

  @Test
  void aCellDoesNotDependOnItsNeighboursOrOnTheBlocks() {
    List<Cell> alone = run(settings(List.of(16L), 1500, 2)).cells();
    List<Cell> beside = run(settings(List.of(25L, 16L), 1500, 1)).cells();
    assertThat(beside.subList(4, 8)).isEqualTo(alone);
  }

  @Test
  void theFiveStepsAgree() {
    List<Agreement> agreements = run(settings(List.of(16L), 1000, 2)).agreements();
    assertThat(agreements).hasSize(5).allMatch(Agreement::holds);
    assertThat(agreements.get(2).measure()).contains("1000 seeds");
  }

  @Test
  void aShortStudyChecksTheFiveStepsOnTheScalarKernelAndThatAgainstTheVectors() {
    List<Agreement> agreements = run(settings(List.of(16L), 999, 2)).agreements();
    assertThat(agreements).hasSize(6).allMatch(Agreement::holds);
    assertThat(agreements.get(2).measure()).contains("100 seeds");
    assertThat(agreements.get(5).steps()).isEqualTo("vector, scalar");
  }

  @Test
  void pathsLeadFromTheStartToTheOptimumAndToTheTrap() {
    ReproduceRun run = run(settings(List.of(16L), 40, 1));
    assertThat(run.paths()).hasSize(2);
    Path resnet = run.paths().get(0);
    assertThat(resnet.points().get(0).step()).isZero();
    assertThat(resnet.points()).isSortedAccordingTo((x, y) -> Long.compare(x.step(), y.step()));
    assertThat(last(resnet).squaredDistance()).isLessThan(run.tolerance());
    Path cnn = run.paths().get(1);
    assertThat(cnn.points()).hasSizeGreaterThan(200);
    assertThat(last(cnn).phi()).isGreaterThan(Math.PI - 0.2);
    assertThat(last(cnn).alignment()).isNegative();
  }

  private static Point last(Path path) {
    return path.points().get(path.points().size() - 1);
  }

  @Test
  void withALimitOfOneStepAllAreUndecided() {
    ReproduceSettings settings =
        new ReproduceSettings(
            List.of(16L),
            8,
            10,
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            1,
            1,
            OptionalLong.of(1),
            1e-4);
    List<Cell> cells = run(settings).cells();
    assertThat(cells.get(0).undecided()).isEqualTo(10);
    assertThat(cells).allMatch(cell -> cell.stepsMedian() == -1);
  }
}
