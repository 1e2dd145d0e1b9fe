package io.skiplane.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.skiplane.memory.Precision;
import io.skiplane.testing.Refusal;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad sizes, weights, memory and step sizes are refused, naming the value and the limit. */
class ModelRefusalTest {
  private static final Shape SHAPE = new Shape(5, 3);

  private final Arena arena = Arena.ofAuto();

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE, Long.MAX_VALUE, Shape.LARGEST + 1})
  void shape(long size) {
    Refusal.of(() -> new Shape(size, 3), "k is " + size, "between 1 and", "" + Shape.LARGEST);
    Refusal.of(() -> new Shape(3, size), "p is " + size, "between 1 and", "" + Shape.LARGEST);
  }

  @Test
  void startsFitStudentsOfTheirTeachersShapeAlone() {
    Start start = new Start(arena, Teacher.study(arena, SHAPE));
    start.draw(Start.Kind.RESNET, 1, 0);
    for (Shape other : new Shape[] {new Shape(4, 3), new Shape(6, 3), new Shape(5, 2)}) {
      Refusal.of(
          () -> start.to(Student.allocate(arena, other, Precision.FLOAT)),
          "teacher of shape 5x3",
          "student of shape " + other);
      Refusal.of(
          () -> Students.allocate(arena, other, Precision.FLOAT, 2).set(1, start),
          "teacher of shape 5x3",
          "student of shape " + other);
    }
  }

  @Test
  void placesInThePaddingAreNoWeights() {
    Teacher teacher = Teacher.study(arena, SHAPE);
    Start start = new Start(arena, teacher);
    for (long j : new long[] {-1, 5, 7}) {
      Class<? extends Throwable> type = IndexOutOfBoundsException.class;
      Refusal.as(type, () -> teacher.a(j), "j is " + j, "between 0 and 4");
      Refusal.as(type, () -> teacher.v(j), "i is " + j, "between 0 and 2");
      Refusal.as(type, () -> start.a(j), "j is " + j, "between 0 and 4");
      Refusal.as(type, () -> start.v(j), "i is " + j, "between 0 and 2");
    }
  }

  @Test
  void aTeachersMemoryHoldsWholeDoubles() {
    MemorySegment eight = arena.allocate(8);
    eight.set(ValueLayout.JAVA_DOUBLE, 0, 1);
    MemorySegment odd = arena.allocate(17, 64);
    Refusal.of(() -> Teacher.of(arena, odd, eight), "a* has 17 bytes", "whole doubles");
    Refusal.of(() -> Teacher.of(arena, eight, odd), "v* has 17 bytes", "whole doubles");
  }

  @Test
  void largestShapeHasByteCounts() {
    Shape shape = new Shape(Shape.LARGEST, Shape.LARGEST);
    assertThat(Student.bytes(shape, Precision.DOUBLE)).isPositive();
    Refusal.as(ArithmeticException.class, shape::elements);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void teacherWeightsNotFinite(double bad) {
    Refusal.of(() -> Teacher.of(arena, new double[] {1, bad}, new double[] {1}), "a*[1] is " + bad);
    Refusal.of(() -> Teacher.of(arena, new double[] {1}, new double[] {1, bad}), "v*[1] is " + bad);
  }

  @Test
  void teacherWithoutUnitNorm() {
    double[] a = {1};
    Refusal.of(() -> Teacher.of(arena, a, new double[] {0, 0}), "‖v*‖ is 0.0", "1.0E-6");
    Refusal.of(() -> Teacher.of(arena, a, new double[] {3, 4}), "‖v*‖ is 5.0", "must be 1");
    Refusal.of(() -> Teacher.of(arena, a, new double[] {1.00001, 0}), "‖v*‖ is 1.00001");
    double[] nearly = {1 + 1e-7, 0};
    assertThat(Teacher.of(arena, a, nearly).v(0)).isEqualTo(1);
    assertThat(nearly[0]).as("not modified").isEqualTo(1 + 1e-7);
  }

  @Test
  void teacherWithoutWeights() {
    Refusal.of(() -> Teacher.of(arena, new double[0], new double[] {1}), "k is 0");
    Refusal.of(() -> Teacher.of(arena, new double[] {1}, new double[0]), "p is 0");
  }

  @Test
  void studyTeacherThatCannotBe() {
    Shape one = new Shape(1, 2);
    for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      Refusal.of(() -> Teacher.study(arena, SHAPE, bad, 0, 1), "‖a*‖ is " + bad, "above 0");
    }
    double largest = Math.sqrt(5) * 2;
    Refusal.of(() -> Teacher.study(arena, SHAPE, 2, 4.5, 1), "is 4.5", "√k‖a*‖", "" + largest);
    Refusal.of(() -> Teacher.study(arena, SHAPE, 2, -4.5, 1), "is -4.5", "Cauchy");
    Refusal.of(() -> Teacher.study(arena, SHAPE, 2, Double.NaN, 1), "is NaN");
    Refusal.of(() -> Teacher.study(arena, one, 2, 1, 1), "is 1.0", "k = 1", "±2.0");
    Refusal.of(() -> Teacher.study(arena, SHAPE, 2, 1, -0.1), "angle is -0.1", "[0, π]");
    Refusal.of(() -> Teacher.study(arena, SHAPE, 2, 1, 3.2), "angle is 3.2");
    Refusal.of(() -> Teacher.study(arena, SHAPE, 2, 1, Double.NaN), "angle is NaN");
    Refusal.of(() -> Teacher.study(arena, new Shape(5, 1), 2, 1, 0.5), "angle is 0.5", "p = 1");
  }

  @Test
  void studyTeacherIsAsAsked() {
    for (int k : new int[] {1, 2, 5, 100}) {
      for (int p : new int[] {1, 2, 7, 8}) {
        double norm = 6 * Math.sqrt(k);
        double sum = k == 1 ? norm : norm / 4;
        double angle = p == 1 ? Math.PI : 0.45 * Math.PI;
        Teacher teacher = Teacher.study(arena, new Shape(k, p), norm, sum, angle);
        double cosine = 0;
        double square = 0;
        for (int i = 0; i < p; i++) {
          cosine += teacher.v(i) / Math.sqrt(p);
          square += teacher.v(i) * teacher.v(i);
        }
        assertThat(teacher.sum()).isCloseTo(sum, within(1e-12 * norm));
        assertThat(Math.sqrt(teacher.squaredNorm())).isCloseTo(norm, within(1e-12 * norm));
        assertThat(cosine).isCloseTo(Math.cos(angle), within(1e-14));
        assertThat(square).isCloseTo(1, within(1e-14));
      }
    }
  }

  @SuppressWarnings("MustBeClosedChecker") // closed by hand, to see what happens then
  @Test
  void studentMemory() {
    long bytes = Student.bytes(SHAPE, Precision.FLOAT);
    assertThat(bytes).isEqualTo(128);
    MemorySegment memory = arena.allocate(256, 64);
    memory.fill((byte) 7);
    refuse(memory.asSlice(0, 127), "127 bytes", "at least 128");
    refuse(memory.asSlice(0, 0), "0 bytes", "at least 128");
    refuse(memory.asSlice(4, 128), "aligned to 64");
    refuse(memory.asReadOnly(), "read-only");
    refuse(MemorySegment.ofArray(new long[32]), "Java heap", "off-heap");
    for (long i = 0; i < memory.byteSize(); i++) {
      assertThat(memory.get(ValueLayout.JAVA_BYTE, i))
          .as("nothing was changed")
          .isEqualTo((byte) 7);
    }
    Arena closed = Arena.ofConfined();
    MemorySegment gone = closed.allocate(128, 64);
    closed.close();
    Refusal.as(
        IllegalStateException.class,
        () -> Student.wrap(gone, SHAPE, Precision.FLOAT),
        "student memory",
        "closed");
  }

  @Test
  void studentMemoryOfAnotherThread() throws Exception {
    try (Arena confined = Arena.ofConfined()) {
      MemorySegment memory = confined.allocate(128, 64);
      Throwable[] seen = new Throwable[1];
      Thread thread =
          new Thread(
              () -> {
                try {
                  Student.wrap(memory, SHAPE, Precision.FLOAT);
                } catch (WrongThreadException e) {
                  seen[0] = e;
                }
              });
      thread.start();
      thread.join();
      assertThat(seen[0]).hasMessageContaining("another thread");
    }
  }

  private static void refuse(MemorySegment memory, String... parts) {
    Refusal.of(() -> Student.wrap(memory, SHAPE, Precision.FLOAT), parts);
  }

  @Test
  void studentWeights() {
    Student student = Student.allocate(arena, SHAPE, Precision.FLOAT);
    student.setA(4, 2);
    Refusal.of(() -> student.setA(4, Double.NaN), "a[4] is NaN", "finite");
    Refusal.of(() -> student.setV(2, Double.NEGATIVE_INFINITY), "v[2] is -Infinity");
    Refusal.as(IndexOutOfBoundsException.class, () -> student.setA(5, 1), "j is 5", "0 and 4");
    Refusal.as(IndexOutOfBoundsException.class, () -> student.v(-1), "i is -1", "0 and 2");
    assertThat(student.a(4)).isEqualTo(2);
    for (int i = 0; i < 3; i++) {
      student.setV(i, 0);
    }
    Refusal.of(student::normalise, "‖v‖ is 0.0", "above 0");
  }

  @Test
  void weightBeyondTheRangeOfFloat() {
    Student student = Student.allocate(arena, SHAPE, Precision.FLOAT);
    Refusal.of(() -> student.setA(0, 1e39), "a[0] is", "finite");
  }

  @Test
  void studentsOfOtherShapes() {
    Student student = Student.allocate(arena, SHAPE, Precision.FLOAT);
    Student other = Student.allocate(arena, new Shape(5, 4), Precision.FLOAT);
    Refusal.of(() -> student.copyFrom(other), "5x4", "5x3");
  }

  @Test
  void stepSizes() {
    for (double bad : new double[] {-1e-9, Double.NaN, Double.POSITIVE_INFINITY}) {
      Refusal.of(() -> StepSizes.constant(bad, 1), "etaA is " + bad, "at least 0");
      Refusal.of(() -> StepSizes.constant(1, bad), "etaW is " + bad, "at least 0");
    }
    Refusal.of(() -> new StepSizes.Phase(0, 1, 1), "0 steps", "at least 1");
    Refusal.of(() -> StepSizes.warmUpFor(5, -3), "-3 steps", "at least 1");
    Refusal.of(() -> new StepSizes(List.of()), "no phase");
  }

  @Test
  void unstableStepSizes() {
    double bound = StepSizes.stableBound(16);
    StepSizes.constant(Math.nextDown(bound), 5).checkStable(16);
    Refusal.of(
        () -> StepSizes.constant(bound, 0).checkStable(16), "etaA = " + bound, "k = 16", "below");
    StepSizes second =
        new StepSizes(List.of(new StepSizes.Phase(3, 0.1, 0.1), new StepSizes.Phase(1, 0.9, 0.1)));
    Refusal.of(() -> second.checkStable(16), "etaA = 0.9", "phase 1", "" + bound);
  }
}
