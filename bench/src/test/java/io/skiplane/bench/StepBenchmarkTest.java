package io.skiplane.bench;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skiplane.bench.rows.Caches;
import io.skiplane.bench.rows.Row;
import io.skiplane.bench.rows.StepKind;
import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class StepBenchmarkTest {
  private static final long QUICK_NUMBERS = 1 << 17;

  static Stream<Arguments> rows() {
    return Stream.of(Row.values())
        .filter(row -> row.k() * row.p() <= QUICK_NUMBERS)
        .flatMap(
            row -> Stream.of(Precision.values()).map(precision -> Arguments.of(row, precision)));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void everyRowStepsAsPlainJavaDoesAndThenRuns(Row row, Precision precision) {
    try (Arena arena = Arena.ofConfined()) {
      Shape shape = new Shape(row.k(), row.p());
      Caches small = new Caches(8 << 10, 64 << 10, 256 << 10);
      Problem problem = new Problem(arena, shape, precision, row.inputs(precision, small));
      AnswerCheck.check(problem, row.kind());
      Work work = Work.of(row.kind(), problem);
      work.run(row.operationsACall());
      work.rewind();
      work.run(row.operationsACall());
      work.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void twoThreadsStepAsPlainJavaDoes(Precision precision) {
    try (Arena arena = Arena.ofShared()) {
      for (StepKind kind : List.of(StepKind.DENSE_TEAM, StepKind.RESIDENT_TEAM)) {
        Problem problem = new Problem(arena, new Shape(1024, 256), precision, 2);
        AnswerCheck.check(problem, kind);
        Work work = Work.of(kind, problem);
        work.run(2);
        work.close();
      }
    }
  }

  @Test
  void anotherKernelThanTheParameterNamesIsRefused() {
    assertThatThrownBy(() -> RanKernel.check("scalar", Precision.FLOAT))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("FloatVectorKernels");
  }

  @Test
  void aStepOnOtherNumbersIsNotTakenForTheRightOne() {
    try (Arena arena = Arena.ofConfined()) {
      Shape shape = new Shape(16, 8);
      Problem problem = new Problem(arena, shape, Precision.DOUBLE, 4);
      // The second input in the place of the first, and of its label.
      InputRing ring = problem.ring();
      long bytes = Row.RESIDENT_16X8_L1.inputBytes(Precision.DOUBLE);
      ring.inputs().z().asSlice(0, bytes).copyFrom(ring.inputs().z().asSlice(bytes, bytes));
      assertThatThrownBy(() -> AnswerCheck.check(problem, StepKind.RESIDENT))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("is off by");
    }
  }
}
