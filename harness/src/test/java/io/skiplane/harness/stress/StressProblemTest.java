package io.skiplane.harness.stress;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.gradient.Gradient;
import io.skiplane.gradient.Inputs;
import io.skiplane.harness.stress.StressProblem.Window;
import io.skiplane.harness.train.Choices.GradientName;
import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.Student;
import io.skiplane.model.Teacher;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StressProblemTest {
  private static StressProblem problem(Shape shape, Precision precision, long inputs) {
    return new StressProblem(shape, precision, 1, inputs, 4e6, 3);
  }

  /** The memory is set aside before the steps are made, which take their workspaces from it. */
  @ParameterizedTest
  @CsvSource({
    "2, 2",
    "16, 8",
    "17, 15",
    "100, 24",
    "4097, 16",
    "4097, 17",
    "100000, 8",
    "100003, 64",
    "1024, 1024",
    "64, 20011",
    "3, 100003",
    "500001, 2",
    "2001, 2049"
  })
  void everyWorkspaceFits(long k, long p) {
    Shape shape = new Shape(k, p);
    for (Precision precision : Precision.values()) {
      StressProblem problem = problem(shape, precision, 1);
      try (Arena arena = Arena.ofConfined()) {
        Teacher teacher = Teacher.study(arena, shape);
        Student student = Student.allocate(arena, shape, precision);
        MemorySegment z = arena.allocate(problem.inputBytes(), 64);
        Inputs inputs =
            new Inputs(z, arena.allocate(8, 8), shape, 1, precision, Inputs.Layout.ROW_MAJOR);
        for (Gradient gradient :
            List.of(
                new Gradient.Population(),
                new Gradient.Reduced(),
                new Gradient.Dense(1),
                new Gradient.Projected(1),
                new Gradient.Angular(1),
                new Gradient.Resident(inputs, 1))) {
          AtomicLong taken = new AtomicLong();
          gradient.step(
              (bytes, alignment) -> {
                taken.addAndGet(bytes);
                return arena.allocate(bytes, alignment);
              },
              student,
              teacher,
              1,
              1);
          assertThat(taken.get())
              .as("%s of %s in %s", gradient, shape, precision)
              .isPositive()
              .isLessThanOrEqualTo(problem.workspaceBytes());
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"2, 2", "16, 8", "100, 24", "4096, 1024", "1000003, 64"})
  void blocksAreWholeGroupsAndCheckedOnesShorter(long k, long p) {
    StressProblem problem = problem(new Shape(k, p), Precision.FLOAT, 9);
    for (GradientName gradient : GradientName.values()) {
      long group = Costs.group(gradient, problem.shape(), problem.precision());
      assertThat(problem.steps(gradient, 0) % group).isZero();
      assertThat(problem.steps(gradient, 1) % group).isZero();
      assertThat(problem.steps(gradient, 0))
          .isPositive()
          .isLessThanOrEqualTo(problem.steps(gradient, 1));
    }
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "7", "8", "100", "5000"})
  void windowsLieInsideAndCoverAll(long inputs) {
    StressProblem problem = problem(new Shape(1000, 500), Precision.FLOAT, inputs);
    boolean[] read = new boolean[(int) inputs];
    for (long block = 0; block < 20 * inputs; block++) {
      Window window = problem.window(block);
      assertThat(window.first()).isNotNegative();
      assertThat(window.count()).isPositive();
      assertThat(window.first() + window.count()).isLessThanOrEqualTo(inputs);
      if (problem.checked(block)) {
        assertThat(window.count()).isLessThanOrEqualTo(problem.checkedInputs());
      }
      for (long i = 0; i < window.count(); i++) {
        read[(int) (window.first() + i)] = true;
      }
    }
    assertThat(read).doesNotContain(false);
  }

  @Test
  void anotherJvmIsToldAll() {
    StressProblem problem = new StressProblem(new Shape(7, 9), Precision.DOUBLE, -5, 11, 1.5e7, 20);
    assertThat(StressProblem.parse(problem.text())).isEqualTo(problem);
  }

  @Test
  void sizesAreRead() {
    assertThat(MemoryPlan.bytes("--memory", "12g")).isEqualTo(12L << 30);
    assertThat(MemoryPlan.bytes("--memory", "512M")).isEqualTo(512L << 20);
    assertThat(MemoryPlan.bytes("--memory", " 77 ")).isEqualTo(77);
    assertThat(StressText.quantity(12.3e-9, "s")).isEqualTo("12.3 ns");
    assertThat(StressText.quantity(999.6, "")).isEqualTo("1.00 k");
    assertThat(StressText.quantity(0, "s")).isEqualTo("0.00 s");
  }
}
