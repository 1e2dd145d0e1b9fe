package io.skiplane.descent;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.gradient.Gradient;
import io.skiplane.gradient.Inputs;
import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.Start;
import io.skiplane.model.StepSizes;
import io.skiplane.model.Student;
import io.skiplane.model.Teacher;
import io.skiplane.testing.Refusal;
import io.skiplane.testing.Scene;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad runs, rings, tables and rules are refused, naming the value and the limit. */
class DescentRefusalTest {
  private static final Shape SHAPE = new Shape(5, 3);
  private static final StepSizes SMALL = StepSizes.constant(0.01, 0.01);

  private final Arena arena = Arena.ofAuto();
  private final Teacher teacher = Teacher.study(arena, SHAPE);

  private Descent descent(Student student, StepSizes stepSizes) {
    return Descent.of(arena, student, teacher, new Gradient.Population(), stepSizes, 0, 0);
  }

  private Student student() {
    return Student.allocate(arena, SHAPE, Precision.DOUBLE);
  }

  @Test
  void shapes() {
    Student other = Student.allocate(arena, new Shape(3, 5), Precision.FLOAT);
    Refusal.of(() -> descent(other, SMALL), "3x5", "5x3");
  }

  @Test
  void forgottenNormalisation() {
    Student student = student();
    student.setV(0, 3);
    Refusal.of(() -> descent(student, SMALL), "‖v‖² is ", "1 within 0.001", "normalise()");
    student.normalise();
    assertThat(descent(student, SMALL).step()).isZero();
  }

  @Test
  void unstableStepSize() {
    double bound = StepSizes.stableBound(5);
    Student student = student();
    Refusal.of(() -> descent(student, StepSizes.constant(2, 0)), "etaA = 2.0", "" + bound);
    Refusal.of(
        () -> run(StudentTable.allocate(arena, 1), 0, 1, StepSizes.constant(2, 0)),
        "etaA = 2.0",
        "" + bound);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, -100, Long.MIN_VALUE})
  void steps(long steps) {
    Student student = student();
    MemorySegment before = arena.allocate(student.memory().byteSize(), 64);
    before.copyFrom(student.memory());
    Descent descent = descent(student, SMALL);
    Refusal.of(() -> descent.run(steps), "" + steps);
    assertThat(student.memory().mismatch(before)).isEqualTo(-1);
    assertThat(descent.step()).isZero();
  }

  @Test
  void noStepsChangeNothing() {
    for (String gradient : Scene.GRADIENTS) {
      Scene scene = new Scene(arena, SHAPE, Precision.FLOAT, 1);
      Student student = scene.student();
      MemorySegment before = arena.allocate(student.memory().byteSize(), 64);
      before.copyFrom(student.memory());
      Descent.of(arena, student, scene.teacher(), scene.gradient(gradient), scene.stepSizes(), 1, 1)
          .run(0);
      assertThat(student.memory().mismatch(before)).as(gradient).isEqualTo(-1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "v"})
  void weightsNotFinite(String which) {
    for (String gradient : Scene.GRADIENTS) {
      for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
        Scene scene = new Scene(arena, SHAPE, Precision.DOUBLE, 1);
        Student student = scene.student();
        long at = which.equals("a") ? 8 : student.vOffset() + 8;
        student.memory().set(ValueLayout.JAVA_DOUBLE, at, bad);
        Refusal.of(
            () ->
                Descent.of(
                    arena,
                    student,
                    scene.teacher(),
                    scene.gradient(gradient),
                    scene.stepSizes(),
                    1,
                    1),
            which + "[1] is " + bad,
            "finite");
      }
    }
  }

  @Test
  void interval() {
    Descent descent = descent(student(), SMALL);
    Trajectory ring = Trajectory.allocate(arena, 2);
    Refusal.of(() -> descent.record(ring, 0), "every 0 steps", "at least 1");
    Refusal.of(() -> descent.record(ring, -5), "every -5 steps", "at least 1");
    assertThat(ring.size()).isZero();
  }

  @Test
  void stepsBeyondALong() {
    Descent descent = descent(student(), SMALL);
    descent.run(3);
    Refusal.of(
        () -> descent.run(Long.MAX_VALUE - 2), "after 3 steps, at most " + (Long.MAX_VALUE - 3));
    assertThat(descent.step()).isEqualTo(3);
  }

  @SuppressWarnings("MustBeClosedChecker") // closed by hand, to see what happens then
  @Test
  void aRingThatIsRefusedLeavesTheOneBefore() {
    Scene scene = new Scene(arena, SHAPE, Precision.DOUBLE, 1);
    Student student = scene.student();
    Inputs inputs = scene.inputs(Inputs.Layout.ROW_MAJOR);
    Descent descent =
        Descent.of(
            arena, student, teacher, new Gradient.Resident(inputs, 1), scene.stepSizes(), 0, 0);
    Trajectory ring = Trajectory.allocate(arena, 9);
    descent.record(ring, 2);
    descent.run(2);
    Arena closed = Arena.ofConfined();
    Trajectory gone = Trajectory.allocate(closed, 2);
    closed.close();
    Refusal.as(IllegalStateException.class, () -> descent.record(gone, 1), "trajectory", "closed");
    Trajectory overZ = Trajectory.wrap(inputs.z(), 2);
    Refusal.of(() -> descent.record(overZ, 1), "Z and trajectory memory share 96 bytes");
    Trajectory overStudent = Trajectory.wrap(student.memory(), 1);
    Refusal.of(() -> descent.record(overStudent, 1), "student's memory and trajectory memory");
    descent.run(2);
    assertThat(ring.written()).isEqualTo(3);
    descent.record(ring, 1); // The same again, which overlaps itself alone.
    descent.run(1);
    assertThat(ring.written()).isEqualTo(5);
  }

  @SuppressWarnings("MustBeClosedChecker") // closed by hand, to see what happens then
  @Test
  void aRingMayBeClosedOnceNothingIsRecorded() {
    Descent descent = descent(student(), SMALL);
    Arena rings = Arena.ofConfined();
    Trajectory ring = Trajectory.allocate(rings, 2);
    descent.record(ring, 2);
    descent.stopRecording();
    descent.run(5);
    assertThat(ring.written()).isEqualTo(1);
    descent.record(ring, 2);
    rings.close();
    Refusal.as(IllegalStateException.class, () -> descent.run(1), "trajectory memory", "closed");
    descent.record(Trajectory.allocate(arena, 2), 2);
    descent.run(1);
  }

  @Test
  void trajectory() {
    Refusal.of(() -> Trajectory.allocate(arena, 0), "0 points", "at least 1");
    Refusal.of(() -> Trajectory.bytes(-2), "-2 points", "at least 1");
    Refusal.as(ArithmeticException.class, () -> Trajectory.bytes(Long.MAX_VALUE / 8));
    MemorySegment memory = arena.allocate(960, 8);
    Refusal.of(() -> Trajectory.wrap(memory.asSlice(0, 95), 2), "95 bytes", "at least 96");
    Refusal.of(() -> Trajectory.wrap(memory.asSlice(4, 200), 2), "aligned to 8");
    Refusal.of(() -> Trajectory.wrap(memory.asReadOnly(), 2), "read-only");
    Refusal.of(() -> Trajectory.wrap(MemorySegment.ofArray(new double[20]), 2), "Java heap");
    Trajectory ring = Trajectory.wrap(memory, 2);
    Refusal.as(IndexOutOfBoundsException.class, () -> ring.point(0), "point 0", "0 points");
  }

  @Test
  void table() {
    Refusal.of(() -> StudentTable.allocate(arena, 0), "0 students", "at least 1");
    MemorySegment memory = arena.allocate(1000, 8);
    Refusal.of(() -> StudentTable.wrap(memory.asSlice(0, 111), 2), "111 bytes", "at least 112");
    Refusal.of(() -> StudentTable.wrap(memory.asSlice(4, 200), 2), "aligned to 8");
    Refusal.of(() -> StudentTable.wrap(memory.asReadOnly(), 2), "read-only");
    StudentTable table = StudentTable.wrap(memory, 2);
    Refusal.as(IllegalStateException.class, () -> table.outcome(1), "student 1", "not ended");
    Refusal.of(() -> run(table, 0, 2, SMALL), "student 0", "no start");
    Class<IndexOutOfBoundsException> outside = IndexOutOfBoundsException.class;
    Refusal.as(outside, () -> table.number(0, 7), "field is 7", "0 and 6");
    Refusal.as(outside, () -> table.number(1, -1), "field is -1", "0 and 6");
    Start start = new Start(arena, teacher);
    start.draw(Start.Kind.RESNET, 1, 0);
    Teacher larger = Teacher.study(arena, new Shape(6, 3));
    Refusal.of(() -> table.start(0, start, larger), "teacher of shape 5x3", "shape 6x3");
    table.start(0, start, teacher);
    Refusal.as(IllegalStateException.class, () -> table.outcome(0), "student 0", "not ended");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 2, 100})
  void rowsOutsideTheTable(long row) {
    StudentTable table = StudentTable.allocate(arena, 2);
    Refusal.as(IndexOutOfBoundsException.class, () -> table.sum(row), "" + row);
    Start start = new Start(arena, teacher);
    start.draw(Start.Kind.RESNET, 1, 0);
    Refusal.as(IndexOutOfBoundsException.class, () -> table.start(row, start, teacher), "" + row);
  }

  @Test
  void rows() {
    StudentTable table = StudentTable.allocate(arena, 2);
    Refusal.of(() -> run(table, -1, 1, SMALL), "rows -1 to 1", "2 students");
    Refusal.of(() -> run(table, 0, 3, SMALL), "rows 0 to 3", "2 students");
    Refusal.of(() -> run(table, 2, 1, SMALL), "rows 2 to 1", "2 students");
    run(table, 1, 1, SMALL);
  }

  private void run(StudentTable table, long from, long to, StepSizes sizes) {
    Ensemble.of(arena, Precision.FLOAT)
        .run(table, from, to, teacher, sizes, new StopRule(1e-3, 10), (steps, ended) -> true);
  }

  @Test
  void stopRule() {
    for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      Refusal.of(() -> new StopRule(bad, 1), "tolerance is " + bad, "above 0");
    }
    Refusal.of(() -> new StopRule(1e-3, 0), "0 steps", "at least 1");
  }
}
