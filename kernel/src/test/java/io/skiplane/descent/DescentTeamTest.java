package io.skiplane.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skiplane.gradient.Gradient;
import io.skiplane.gradient.Inputs;
import io.skiplane.lanes.Normals;
import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.Start;
import io.skiplane.model.StepSizes;
import io.skiplane.model.Student;
import io.skiplane.model.Teacher;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A large step shared with helpers ends at the bits of the caller's thread alone. */
class DescentTeamTest {
  private static final int STEPS = 5;

  @ParameterizedTest(name = "{0} {1}x{2} {3}, batch {4}")
  @CsvSource({
    "dense, 600, 1000, FLOAT, 1",
    "dense, 600, 1000, DOUBLE, 3",
    "dense, 70000, 8, FLOAT, 1",
    "dense, 5003, 100, DOUBLE, 2",
    "resident, 600, 1000, FLOAT, 2",
    "resident, 70000, 5, DOUBLE, 1",
    "resident, 33, 40000, FLOAT, 1"
  })
  void sameBitsWithHelpers(String gradient, long k, long p, Precision precision, int batch) {
    MemorySegment alone = run(gradient, new Shape(k, p), precision, batch, 0);
    MemorySegment shared = run(gradient, new Shape(k, p), precision, batch, 3);
    assertThat(shared.mismatch(alone)).as("first byte that differs").isEqualTo(-1);
  }

  private static MemorySegment run(
      String name, Shape shape, Precision precision, int batch, int helpers) {
    Arena arena = Arena.ofAuto();
    AtomicInteger started = new AtomicInteger();
    try (ExecutorService pool = Executors.newFixedThreadPool(3)) {
      Teacher teacher = Teacher.study(arena, shape);
      Student student = Student.allocate(arena, shape, precision);
      Start start = new Start(arena, teacher);
      start.draw(Start.Kind.CNN, 3, 1);
      start.to(student);
      MemorySegment before = Arena.ofAuto().allocate(student.memory().byteSize());
      before.copyFrom(student.memory());
      Gradient gradient =
          name.equals("dense")
              ? new Gradient.Dense(batch)
              : new Gradient.Resident(inputs(arena, shape, precision), batch);
      double eta = 0.01 / shape.k();
      StepSizes sizes = StepSizes.constant(eta, eta / shape.p());
      Descent descent = Descent.of(arena, student, teacher, gradient, sizes, 5, 1);
      descent.run(
          STEPS,
          task ->
              pool.execute(
                  () -> {
                    started.incrementAndGet();
                    task.run();
                  }),
          helpers);
      assertThat(student.memory().mismatch(before))
          .as("the steps move the weights")
          .isNotEqualTo(-1);
      MemorySegment end = arena.allocate(student.memory().byteSize());
      end.copyFrom(student.memory());
      pool.shutdown();
      return end;
    } finally {
      assertThat(started.get()).as("helpers started, once the pool has ended").isEqualTo(helpers);
    }
  }

  private static Inputs inputs(Arena arena, Shape shape, Precision precision) {
    int count = 3;
    long numbers = count * shape.elements();
    MemorySegment z = arena.allocate(numbers * precision.bytes(), Precision.VECTOR_BYTES);
    MemorySegment labels = arena.allocate((long) count * precision.bytes(), Precision.VECTOR_BYTES);
    MemorySegment draws = Normals.allocate(arena, numbers);
    Normals.fill(draws, numbers, 9, 0, 0);
    for (long i = 0; i < numbers; i++) {
      precision.set(z, 0, i, draws.getAtIndex(ValueLayout.JAVA_DOUBLE, i));
    }
    for (int i = 0; i < count; i++) {
      precision.set(labels, 0, i, i - 1);
    }
    return new Inputs(z, labels, shape, count, precision, Inputs.Layout.ROW_MAJOR);
  }

  @Test
  void anExecutorThatRefusesOrRunsOnTheCallersThreadCostsTimeAlone() {
    Arena arena = Arena.ofAuto();
    Executor refusing =
        task -> {
          throw new RejectedExecutionException("full");
        };
    List<MemorySegment> ends = new ArrayList<>();
    for (Executor executor : List.<Executor>of(Runnable::run, refusing, task -> {})) {
      for (int helpers : new int[] {0, 2}) {
        Teacher teacher = Teacher.study(arena, new Shape(600, 1000));
        Student student = Student.allocate(arena, teacher.shape(), Precision.FLOAT);
        Gradient gradient = new Gradient.Dense(1);
        StepSizes sizes = StepSizes.constant(1e-5, 1e-8);
        Descent.of(arena, student, teacher, gradient, sizes, 5, 1).run(STEPS, executor, helpers);
        ends.add(student.memory());
      }
    }
    assertThat(ends).allMatch(end -> end.mismatch(ends.get(0)) == -1);
  }

  @Test
  void confinedMemoryIsRefused() {
    try (Arena arena = Arena.ofConfined()) {
      Shape shape = new Shape(16, 8);
      Teacher teacher = Teacher.study(arena, shape);
      Student student = Student.allocate(arena, shape, Precision.FLOAT);
      Start start = new Start(arena, teacher);
      start.draw(Start.Kind.CNN, 3, 1);
      start.to(student);
      StepSizes sizes = StepSizes.constant(1e-4, 1e-4);
      Descent descent = Descent.of(arena, student, teacher, new Gradient.Dense(1), sizes, 5, 1);
      assertThatThrownBy(() -> descent.run(1, Runnable::run, 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("Arena.ofShared");
    }
  }
}
