package io.skiplane.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.descent.Descent;
import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.Student;
import io.skiplane.model.Teacher;
import io.skiplane.testing.Refusal;
import io.skiplane.testing.Scene;
import io.skiplane.testing.Shapes;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A descent on kept inputs is the dense one that would have drawn them, to the last bit. The
 * teacher has one patch and one column, so that its labels have no rounding.
 */
class FreshInputsTest {
  private static final long STEPS = 6;

  @ParameterizedTest(name = "{0}, batch {1}")
  @CsvSource({"FLOAT, 1", "DOUBLE, 1", "FLOAT, 3", "DOUBLE, 3"})
  void keptInputsAreTheDenseOnes(Precision precision, int batch) {
    for (Shape shape : Shapes.all()) {
      try (Arena arena = Arena.ofConfined()) {
        Scene scene = new Scene(arena, shape, precision, 5);
        Teacher teacher = Teacher.of(arena, unit(arena, shape.k()), unit(arena, shape.p()));
        Student dense = scene.student();
        Student kept = scene.student();
        Inputs inputs = inputs(arena, shape, precision, batch);
        Gradient resident = new Gradient.Resident(inputs, batch);
        Descent.of(arena, dense, teacher, new Gradient.Dense(batch), scene.stepSizes(), 7, 2)
            .run(STEPS);
        Descent.of(arena, kept, teacher, resident, scene.stepSizes(), 7, 2).run(STEPS);
        assertThat(kept.memory().mismatch(dense.memory())).as("%s", shape).isEqualTo(-1);
      }
    }
  }

  private static MemorySegment unit(Arena arena, long length) {
    MemorySegment unit = arena.allocate(length * Double.BYTES, Double.BYTES);
    Precision.DOUBLE.set(unit, 0, 0, 1);
    return unit;
  }

  private static Inputs inputs(Arena arena, Shape shape, Precision precision, int batch) {
    long bytes = Inputs.bytes(shape, precision, Inputs.Layout.ROW_MAJOR);
    long count = STEPS * batch;
    MemorySegment z = arena.allocate(count * bytes, precision.bytes());
    MemorySegment labels = arena.allocate(count * precision.bytes(), precision.bytes());
    FreshInputs fresh = new FreshInputs(arena, shape, precision, batch, 7, 2);
    for (long i = 0; i < count; i++) {
      fresh.write(i, z, i * bytes);
      precision.set(labels, 0, i, Math.max(0, precision.get(z, i * bytes, 0)));
    }
    return new Inputs(z, labels, shape, count, precision, Inputs.Layout.ROW_MAJOR);
  }

  @Test
  void wrongMemoryIsRefused() {
    try (Arena arena = Arena.ofConfined()) {
      FreshInputs fresh = new FreshInputs(arena, new Shape(2, 3), Precision.FLOAT, 1, 1, 0);
      MemorySegment z = arena.allocate(24, 4);
      Refusal.of(() -> fresh.write(-1, z, 0), "input is -1", "at least 0");
      Refusal.of(() -> fresh.write(0, z, 4), "Z has 24 bytes", "28");
      Refusal.of(() -> fresh.write(0, z.asReadOnly(), 0), "Z is read-only");
      Refusal.of(
          () -> new FreshInputs(arena, new Shape(2, 3), Precision.FLOAT, 0, 1, 0), "batch is 0");
    }
  }
}
