package io.skiplane.descent;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.gradient.EnsembleInputs;
import io.skiplane.gradient.Gradient;
import io.skiplane.gradient.Inputs;
import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.StepSizes;
import io.skiplane.model.Student;
import io.skiplane.model.Students;
import io.skiplane.model.Teacher;
import io.skiplane.testing.EnsembleScene;
import io.skiplane.testing.Refusal;
import io.skiplane.testing.Scene;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The doors of sampled ensembles name the value, the limit and the remedy. */
class SampledEnsembleRefusalTest {
  private static final Inputs.Layout ROWS = Inputs.Layout.ROW_MAJOR;

  private final Arena arena = Arena.ofConfined();
  private final Shape shape = new Shape(4, 3);
  private final EnsembleScene scene = new EnsembleScene(arena, shape, Precision.FLOAT, 1);
  private final Students students = scene.students(0, 5);
  private final StepSizes sizes = StepSizes.constant(0.01, 0.01);

  @AfterEach
  void close() {
    arena.close();
  }

  private SampledEnsemble of(Gradient gradient) {
    return SampledEnsemble.of(arena, students, scene.teacher(), gradient, sizes, 1);
  }

  @Test
  void students() {
    Refusal.of(() -> Students.allocate(arena, shape, Precision.FLOAT, 0), "0", "at least 1");
    MemorySegment small = arena.allocate(64, 64);
    Refusal.of(
        () -> Students.wrap(small, shape, Precision.FLOAT, 5), "students' memory", "64 bytes");
    MemorySegment heap = MemorySegment.ofArray(new byte[10_000]);
    Refusal.of(() -> Students.wrap(heap, shape, Precision.FLOAT, 5), "heap");
    Student other = Student.allocate(arena, new Shape(4, 2), Precision.FLOAT);
    Refusal.of(() -> students.set(0, other), "4x2", "4x3");
    Refusal.of(() -> students.get(0, other), "4x2", "4x3");
    Class<IndexOutOfBoundsException> outside = IndexOutOfBoundsException.class;
    Refusal.as(outside, () -> students.a(5, 0), "student is 5", "0 and 4");
    Refusal.as(outside, () -> students.v(0, 3), "i is 3", "0 and 2");
    Student large = Student.allocate(arena, shape, Precision.DOUBLE);
    large.setA(1, 1e300);
    Refusal.of(() -> students.set(0, large), "a[1]", "finite");
  }

  @Test
  void gradients() {
    Refusal.of(() -> of(new Gradient.Population()), "population", "Ensemble");
    Refusal.of(() -> of(new Gradient.Reduced()), "reduced", "Ensemble");
    Scene packed = new Scene(arena, shape, Precision.FLOAT, 1);
    Refusal.of(
        () -> of(new Gradient.Resident(packed.inputs(Inputs.Layout.PACKED), 1)), "ROW_MAJOR");
    Inputs doubles = new Scene(arena, shape, Precision.DOUBLE, 1).inputs(Inputs.Layout.ROW_MAJOR);
    Refusal.of(() -> of(new Gradient.Resident(doubles, 1)), "DOUBLE", "FLOAT");
    Inputs wide =
        new Scene(arena, new Shape(4, 5), Precision.FLOAT, 1).inputs(Inputs.Layout.ROW_MAJOR);
    Refusal.of(() -> of(new Gradient.Resident(wide, 1)), "4x5", "4x3");
    EnsembleInputs six = scene.own(0, 6);
    Refusal.of(() -> of(new Gradient.ResidentEnsemble(six, 1)), "6 students", "5");
    Refusal.of(() -> new Gradient.ResidentEnsemble(six, 0), "batch is 0");
    Student one = Student.allocate(arena, shape, Precision.FLOAT);
    Refusal.of(
        () ->
            Descent.of(
                arena, one, scene.teacher(), new Gradient.ResidentEnsemble(six, 1), sizes, 1, 1),
        "single student");
    Refusal.of(
        () ->
            SampledEnsemble.of(
                arena,
                students,
                scene.teacher(),
                new Gradient.Dense(1),
                StepSizes.constant(10, 0.1),
                1),
        "etaA = 10.0",
        "4π/(k+π−1)");
  }

  @Test
  void inputs() {
    EnsembleInputs own = scene.own(0, 5);
    Class<IndexOutOfBoundsException> outside = IndexOutOfBoundsException.class;
    MemorySegment rows = arena.allocate(48, 4);
    Refusal.as(outside, () -> own.put(5, 0, rows, 0, 1), "student is 5");
    Refusal.as(outside, () -> own.put(0, 9, rows, 0, 1), "input is 9");
    MemorySegment z = arena.allocate(own.z().byteSize(), 64);
    MemorySegment labels = arena.allocate(own.labels().byteSize(), 64);
    z.copyFrom(own.z());
    labels.copyFrom(own.labels());
    Refusal.of(() -> own.put(2, 1, rows, 4, 1), "from byte 4", "48 bytes", "needs 48");
    Refusal.of(() -> own.put(2, 1, rows, -4, 1), "from byte -4");
    Refusal.of(() -> own.put(2, 1, rows, 0, Double.NaN), "labels[1] is NaN", "finite");
    Refusal.of(() -> own.put(2, 1, rows, 0, 1e39), "labels[1] is Infinity", "finite");
    assertThat(own.z().mismatch(z)).as("nothing was changed").isEqualTo(-1);
    assertThat(own.labels().mismatch(labels)).as("nothing was changed").isEqualTo(-1);
    Refusal.of(
        () ->
            new EnsembleInputs(
                own.z(), own.labels(), shape, 500, 5, Precision.FLOAT, own.patches()),
        "Z has",
        "at least");
    Refusal.of(
        () ->
            new EnsembleInputs(own.z(), own.labels(), shape, 5, 0, Precision.FLOAT, own.patches()),
        "inputs is 0");
  }

  @Test
  void weightsTeacherAndMemory() {
    Teacher other = Teacher.random(arena, new Shape(4, 2), 1);
    Gradient dense = new Gradient.Dense(1);
    Refusal.of(() -> SampledEnsemble.of(arena, students, other, dense, sizes, 1), "4x3", "4x2");
    Refusal.of(
        () -> SampledEnsemble.of(arena, students, scene.teacher(), dense, sizes, 1, 0, 0),
        "threads is 0");
    Students many = Students.allocate(arena, shape, Precision.FLOAT, 1000);
    Refusal.of(
        () ->
            SampledEnsemble.of(
                SegmentAllocator.prefixAllocator(many.memory()),
                many,
                scene.teacher(),
                dense,
                sizes,
                1),
        "share");
    long v = 4 * 16 + 2;
    Precision.FLOAT.set(students.memory(), 0, v, 3);
    Refusal.of(() -> of(dense), "‖v‖² of student 2", "within");
    Precision.FLOAT.set(students.memory(), 0, 1, Float.NaN);
    Refusal.of(() -> of(dense), "student 1's a[0] is NaN");
  }

  @Test
  void runs() {
    SampledEnsemble ensemble = of(new Gradient.Dense(1));
    Refusal.of(() -> ensemble.run(-1), "-1 steps");
    ensemble.run(1);
    Refusal.of(
        () -> ensemble.run(Long.MAX_VALUE), "after 1 steps, at most " + (Long.MAX_VALUE - 1));
    Refusal.of(() -> ensemble.run(1, Runnable::run), "students' memory", "Arena.ofShared");
  }

  @Test
  void labelsOfAllStudentsAreBorrowedToo() {
    try (Arena shared = Arena.ofShared()) {
      EnsembleScene open = new EnsembleScene(shared, shape, Precision.FLOAT, 1);
      Inputs given = open.shared();
      MemorySegment labels = arena.allocate(given.labels().byteSize(), 4);
      labels.copyFrom(given.labels());
      SampledEnsemble ensemble =
          SampledEnsemble.of(
              shared,
              open.students(0, 40),
              open.teacher(),
              new Gradient.Resident(
                  new Inputs(
                      given.z(), labels, shape, given.count(), Precision.FLOAT, given.layout()),
                  1),
              sizes,
              1,
              0,
              2);
      Refusal.of(() -> ensemble.run(1, Runnable::run), "the labels", "Arena.ofShared");
      ensemble.run(1);
    }
  }

  @Test
  void theWorkspaceIsApartFromTheInputsBeforeItIsWrittenTo() {
    EnsembleScene large = new EnsembleScene(arena, new Shape(40, 30), Precision.FLOAT, 1);
    Students many = large.students(0, 40);
    MemorySegment memory = arena.allocate(1 << 20, 64).fill((byte) 7);
    EnsembleInputs own = large.own(0, 40);
    for (Gradient gradient :
        new Gradient[] {
          new Gradient.Resident(
              new Inputs(memory, large.shared().labels(), many.shape(), 5, Precision.FLOAT, ROWS),
              1),
          new Gradient.Resident(
              new Inputs(large.shared().z(), memory, many.shape(), 5, Precision.FLOAT, ROWS), 1),
          new Gradient.ResidentEnsemble(
              new EnsembleInputs(
                  own.z(), memory, many.shape(), 40, 5, Precision.FLOAT, own.patches()),
              1)
        }) {
      Refusal.of(
          () ->
              SampledEnsemble.of(
                  SegmentAllocator.prefixAllocator(memory),
                  many,
                  large.teacher(),
                  gradient,
                  sizes,
                  1),
          "the workspace share");
      assertThat(memory.get(ValueLayout.JAVA_BYTE, 0)).isEqualTo((byte) 7);
    }
  }

  /** The second of two tasks is not taken: whoever has worked by then has, the others have not. */
  @Test
  void aRunThatFailedIsTheLast() {
    try (Arena shared = Arena.ofShared()) {
      EnsembleScene open = new EnsembleScene(shared, shape, Precision.FLOAT, 1);
      SampledEnsemble ensemble =
          SampledEnsemble.of(
              shared, open.students(0, 160), open.teacher(), new Gradient.Dense(1), sizes, 1, 0, 3);
      ensemble.run(4);
      int[] tasks = {0};
      Executor failing =
          task -> {
            if (++tasks[0] == 2) {
              throw new IllegalThreadStateException("no thread");
            }
          };
      Refusal.of(() -> ensemble.run(-1), "-1 steps");
      Refusal.as(IllegalThreadStateException.class, () -> ensemble.run(3, failing), "no thread");
      Class<IllegalStateException> state = IllegalStateException.class;
      Refusal.as(state, () -> ensemble.run(1), "after step 4", "new ensemble");
      Refusal.as(state, () -> ensemble.run(0, Runnable::run), "after step 4", "new ensemble");
    }
  }
}
