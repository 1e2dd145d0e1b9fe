package io.skiplane.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.descent.Descent;
import io.skiplane.lanes.Packing;
import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.StepSizes;
import io.skiplane.model.Student;
import io.skiplane.model.Teacher;
import io.skiplane.testing.Refusal;
import io.skiplane.testing.Scene;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad inputs, labels and batches are refused, naming the value and the limit. */
class GradientRefusalTest {
  private static final Shape SHAPE = new Shape(5, 3);
  private static final Inputs.Layout ROWS = Inputs.Layout.ROW_MAJOR;
  private static final Inputs.Layout PACKED = Inputs.Layout.PACKED;

  private final Arena arena = Arena.ofAuto();
  private final MemorySegment z = arena.allocate(4096, 64);
  private final MemorySegment labels = arena.allocate(64, 64);

  private static Inputs inputs(
      MemorySegment z, MemorySegment labels, long count, Inputs.Layout layout) {
    return new Inputs(z, labels, SHAPE, count, Precision.FLOAT, layout);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE, Gradient.LARGEST_BATCH + 1})
  void batch(int batch) {
    String limit = "between 1 and " + Gradient.LARGEST_BATCH;
    Refusal.of(() -> new Gradient.Dense(batch), "batch is " + batch, limit);
    Refusal.of(() -> new Gradient.Projected(batch), "batch is " + batch, limit);
    Refusal.of(() -> new Gradient.Angular(batch), "batch is " + batch, limit);
    Inputs good = inputs(z, labels, 2, ROWS);
    Refusal.of(() -> new Gradient.Resident(good, batch), "batch is " + batch, limit);
  }

  @Test
  void patches() {
    Refusal.of(() -> inputs(z, labels, 0, ROWS), "inputs is 0", "at least 1");
    Refusal.of(() -> inputs(z, labels, -4, ROWS), "inputs is -4", "at least 1");
    Refusal.of(() -> inputs(z.asSlice(0, 119), labels, 2, ROWS), "Z has 119 bytes", "120");
    long packed = Packing.bytes(5, 3, Precision.FLOAT);
    Refusal.of(
        () -> inputs(z.asSlice(0, packed), labels, 2, PACKED), "Z has " + packed, "" + 2 * packed);
    Refusal.of(() -> inputs(z.asSlice(2, 200), labels, 2, ROWS), "Z begins", "aligned to 4");
    Refusal.of(() -> inputs(z.asSlice(4, 2000), labels, 2, PACKED), "Z begins", "aligned to 64");
    Refusal.of(() -> inputs(MemorySegment.ofArray(new float[90]), labels, 2, ROWS), "Java heap");
    assertThat(inputs(z.asSlice(4, 120), labels, 2, ROWS).count()).isEqualTo(2);
    assertThat(inputs(z.asReadOnly(), labels.asReadOnly(), 2, ROWS).count()).isEqualTo(2);
  }

  @Test
  void patchesBeyondALong() {
    Refusal.as(ArithmeticException.class, () -> inputs(z, labels, Long.MAX_VALUE / 2, ROWS));
  }

  @Test
  void labels() {
    Refusal.of(() -> inputs(z, labels.asSlice(0, 7), 2, ROWS), "the labels has 7 bytes", "8");
    Refusal.of(() -> inputs(z, labels.asSlice(1, 20), 2, ROWS), "the labels", "aligned to 4");
    Refusal.of(() -> inputs(z, MemorySegment.ofArray(new float[2]), 2, ROWS), "the labels", "heap");
  }

  @SuppressWarnings("MustBeClosedChecker") // closed by hand, to see what happens then
  @Test
  void closedArena() {
    Arena closed = Arena.ofConfined();
    MemorySegment gone = closed.allocate(4096, 64);
    Student student = new Scene(arena, SHAPE, Precision.FLOAT, 1).student();
    MemorySegment before = arena.allocate(student.memory().byteSize(), 64);
    before.copyFrom(student.memory());
    GradientStep step =
        new Gradient.Resident(inputs(gone, labels, 2, ROWS), 1)
            .step(arena, student, Teacher.random(arena, SHAPE, 1), 0, 0);
    closed.close();
    Refusal.as(IllegalStateException.class, () -> inputs(gone, labels, 2, ROWS), "Z", "closed");
    Refusal.as(IllegalStateException.class, () -> inputs(z, gone, 2, ROWS), "labels", "closed");
    Refusal.as(IllegalStateException.class, () -> step.run(0, 1, 0.1, 0.1), "losed");
    assertThat(student.memory().mismatch(before)).as("nothing was changed").isEqualTo(-1);
  }

  @Test
  void numbersNotFinite() {
    Inputs inputs = inputs(z, labels, 2, ROWS);
    inputs.checkFinite();
    Precision.FLOAT.set(labels, 0, 1, Double.POSITIVE_INFINITY);
    Refusal.of(inputs::checkFinite, "labels[1] is Infinity", "finite");
    Precision.FLOAT.set(z, 0, 29, Double.NaN);
    Refusal.of(inputs::checkFinite, "Z[29] is NaN", "finite");
  }

  @Test
  void inputsThatDoNotFit() {
    Teacher teacher = Teacher.random(arena, SHAPE, 1);
    Gradient resident = new Gradient.Resident(inputs(z, labels, 2, ROWS), 1);
    Student wide = Student.allocate(arena, new Shape(5, 4), Precision.FLOAT);
    Refusal.of(() -> resident.step(arena, wide, teacher, 0, 0), "5x3", "5x4");
    Student precise = Student.allocate(arena, SHAPE, Precision.DOUBLE);
    Refusal.of(() -> resident.step(arena, precise, teacher, 0, 0), "FLOAT", "DOUBLE");
  }

  @Test
  void overlappingMemory() {
    Teacher teacher = Teacher.random(arena, SHAPE, 1);
    Student student = Student.wrap(z.asSlice(0, 128), SHAPE, Precision.FLOAT);
    MemorySegment other = arena.allocate(4096, 64);
    Gradient overZ = new Gradient.Resident(inputs(z.asSlice(64, 120), labels, 2, ROWS), 1);
    Refusal.of(() -> overZ.step(arena, student, teacher, 0, 0), "student", "Z", "share 64 bytes");
    Gradient overLabels = new Gradient.Resident(inputs(other, z.asSlice(120, 8), 2, ROWS), 1);
    Refusal.of(
        () -> overLabels.step(arena, student, teacher, 0, 0), "student", "labels", "share 8 bytes");
  }

  /** A workspace is filled with zeros, so it is looked at before. */
  @Test
  void theWorkspaceIsApartFromTheInputs() {
    Shape shape = new Shape(40, 30);
    Teacher teacher = Teacher.random(arena, shape, 1);
    Student student = Student.allocate(arena, shape, Precision.FLOAT);
    MemorySegment memory = arena.allocate(1 << 20, 64).fill((byte) 7);
    SegmentAllocator over = SegmentAllocator.prefixAllocator(memory);
    Inputs overZ = new Inputs(memory, labels, shape, 2, Precision.FLOAT, ROWS);
    Inputs overLabels =
        new Inputs(arena.allocate(1 << 15, 64), memory, shape, 2, Precision.FLOAT, ROWS);
    StepSizes sizes = StepSizes.constant(0, 0);
    for (Inputs inputs : new Inputs[] {overZ, overLabels}) {
      Gradient resident = new Gradient.Resident(inputs, 1);
      Refusal.of(
          () -> Descent.of(over, student, teacher, resident, sizes, 0, 0), "the workspace share");
      Refusal.of(
          () -> LossGradient.of(over, student, teacher, resident, 0, 0), "the workspace share");
    }
    Refusal.of(() -> PatchProducts.of(over, student, overZ), "Z and the workspace share");
    assertThat(memory.get(ValueLayout.JAVA_BYTE, 0)).isEqualTo((byte) 7);
  }
}
