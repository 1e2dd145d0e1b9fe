package io.skiplane.descent;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.gradient.Gradient;
import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.Start;
import io.skiplane.model.StepSizes;
import io.skiplane.model.Student;
import io.skiplane.model.Teacher;
import io.skiplane.testing.Refusal;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A teacher whose a* stays in the caller's floats teaches the same, to the bit. */
class TeacherInPlaceTest {
  private static final Shape SHAPE = new Shape(37, 5);
  private static final double[] V = {0.8, 0, -0.6, 0, 0};

  private final Arena arena = Arena.ofAuto();

  @ParameterizedTest
  @EnumSource(Precision.class)
  void teachesTheSameAsACopy(Precision precision) {
    MemorySegment floats = floats(SHAPE.k());
    double[] doubles = new double[(int) SHAPE.k()];
    for (int j = 0; j < doubles.length; j++) {
      doubles[j] = floats.getAtIndex(ValueLayout.JAVA_FLOAT, j);
    }
    Teacher inPlace = Teacher.inPlace(arena, floats, SHAPE.k(), MemorySegment.ofArray(V));
    Teacher copy = Teacher.of(arena, doubles, V);
    assertThat(inPlace.sum()).isEqualTo(copy.sum());
    assertThat(inPlace.squaredNorm()).isEqualTo(copy.squaredNorm());
    for (Gradient gradient :
        List.of(
            new Gradient.Population(),
            new Gradient.Reduced(),
            new Gradient.Dense(1),
            new Gradient.Projected(1),
            new Gradient.Projected(3),
            new Gradient.Angular(1))) {
      assertThat(end(precision, inPlace, gradient).mismatch(end(precision, copy, gradient)))
          .as("%s: first byte that differs", gradient)
          .isEqualTo(-1);
    }
  }

  @Test
  void memoryThatDoesNotServeIsRefused() {
    long k = SHAPE.k();
    MemorySegment v = MemorySegment.ofArray(V);
    MemorySegment floats = floats(k);
    Refusal.of(
        () -> Teacher.inPlace(arena, MemorySegment.ofArray(new float[48]), k, v),
        "a* lies on the Java heap");
    Refusal.of(
        () -> Teacher.inPlace(arena, floats.asSlice(0, 47 * 4), k, v),
        "a* has 188 bytes; it needs at least 192");
    MemorySegment longer = arena.allocate(256, 64);
    Refusal.of(
        () -> Teacher.inPlace(arena, longer.asSlice(4), k, v), "it must be aligned to 64 bytes");
    floats.setAtIndex(ValueLayout.JAVA_FLOAT, 47, 1);
    Refusal.of(() -> Teacher.inPlace(arena, floats, k, v), "a*[47] is 1.0 in the padding");
    floats.setAtIndex(ValueLayout.JAVA_FLOAT, 47, 0);
    floats.setAtIndex(ValueLayout.JAVA_FLOAT, 36, Float.NaN);
    Refusal.of(() -> Teacher.inPlace(arena, floats, k, v), "a*[36] is NaN");
  }

  @Test
  void aStudentInTheTeachersMemoryIsRefused() {
    MemorySegment memory =
        arena.allocate(Student.bytes(SHAPE, Precision.FLOAT), Precision.VECTOR_BYTES);
    Student student = Student.wrap(memory, SHAPE, Precision.FLOAT);
    Teacher teacher = Teacher.inPlace(arena, memory, SHAPE.k(), MemorySegment.ofArray(V));
    Refusal.of(
        () ->
            Descent.of(
                arena,
                student,
                teacher,
                new Gradient.Projected(1),
                StepSizes.constant(1e-3, 1e-3),
                1,
                1),
        "student memory and a* share");
  }

  private MemorySegment end(Precision precision, Teacher teacher, Gradient gradient) {
    Student student = Student.allocate(arena, SHAPE, precision);
    Start start = new Start(arena, teacher);
    start.draw(Start.Kind.CNN, 3, 4);
    start.to(student);
    StepSizes sizes = StepSizes.constant(1e-3, 1e-3);
    Descent.of(arena, student, teacher, gradient, sizes, 5, 6).run(150);
    return student.memory();
  }

  private MemorySegment floats(long k) {
    MemorySegment floats = arena.allocate(Precision.FLOAT.paddedBytes(k), Precision.VECTOR_BYTES);
    for (long j = 0; j < k; j++) {
      floats.setAtIndex(ValueLayout.JAVA_FLOAT, j, (float) Math.sin(3 * j + 1));
    }
    return floats;
  }
}
