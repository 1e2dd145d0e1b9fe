package io.skiplane.bench;

import io.skiplane.bench.rows.StepKind;
import io.skiplane.descent.Descent;
import io.skiplane.gradient.Gradient;
import io.skiplane.gradient.Inputs;
import io.skiplane.gradient.ReducedCoordinates;
import io.skiplane.lanes.Normals;
import io.skiplane.lanes.Packing;
import io.skiplane.lanes.ReducedLanes;
import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.Start;
import io.skiplane.model.StepSizes;
import io.skiplane.model.Student;
import io.skiplane.model.Teacher;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/**
 * What the benchmarks step on: the study teacher, a plain CNN start, and a ring of inputs that sits
 * in the level of memory that the row names. Labels are noise of the teacher's size: no student
 * fits them, so r stays away from 0 on the smallest ring.
 */
final class Problem {
  /** Vectors of lanes of the reduced recurrence, as many as an ensemble has. */
  static final int REDUCED_VECTORS = 8;

  /** Names the random streams. */
  static final long SEED = 20190909;

  /** The student's number in the streams. */
  static final long NUMBER = 7;

  /** Numbers that are drawn for a ring; a longer one repeats them, at addresses of its own. */
  private static final long DISTINCT_NUMBERS = 1 << 20;

  private static final long LEAST_DISTINCT = 4;

  final Shape shape;
  final Precision precision;
  final Teacher teacher;
  private final Arena arena;
  private final long inputCount;
  private final Start start;
  private @Nullable MemorySegment ring;

  /** A problem whose ring, if its gradient wants one, has {@code inputCount} inputs. */
  Problem(Arena arena, Shape shape, Precision precision, long inputCount) {
    this.arena = arena;
    this.inputCount = inputCount;
    this.shape = shape;
    this.precision = precision;
    teacher = Teacher.study(arena, shape);
    start = new Start(arena, teacher);
  }

  /** A student at the start. */
  Student student() {
    Student student = Student.allocate(arena, shape, precision);
    start.draw(Start.Kind.CNN, SEED, NUMBER);
    start.to(student);
    return student;
  }

  /** Descent by the gradient that a row times. */
  Descent descent(Student student, StepKind kind, double etaA, double etaW) {
    Gradient gradient =
        switch (kind) {
          case POPULATION -> new Gradient.Population();
          case DENSE -> new Gradient.Dense(1);
          case PROJECTED -> new Gradient.Projected(1);
          case RESIDENT -> new Gradient.Resident(inputs(), 1);
          case REDUCED, NORMALS -> throw new IllegalArgumentException(kind + " is no descent");
        };
    return Descent.of(
        arena, student, teacher, gradient, StepSizes.constant(etaA, etaW), SEED, NUMBER);
  }

  /** Memory of the problem's arena, for results. */
  MemorySegment buffer(long bytes) {
    return arena.allocate(bytes, Precision.VECTOR_BYTES);
  }

  /** Inputs in the ring. */
  long inputCount() {
    return inputCount;
  }

  /** Numbers of input {@code input}, float64[k][p] row-major, exact in the problem's precision. */
  double[] rows(long input) {
    double[] rows = new double[Math.toIntExact(shape.elements())];
    try (Arena scratch = Arena.ofConfined()) {
      MemorySegment normals = Normals.allocate(scratch, rows.length);
      Normals.fill(normals, rows.length, SEED, input % distinct(), 0);
      for (int i = 0; i < rows.length; i++) {
        rows[i] = rounded(normals.getAtIndex(ValueLayout.JAVA_DOUBLE, i));
      }
    }
    return rows;
  }

  /** Label of input {@code input}. */
  double label(long input) {
    try (Arena scratch = Arena.ofConfined()) {
      MemorySegment noise = Normals.allocate(scratch, 1);
      Normals.fill(noise, 1, SEED, input, 1);
      return rounded(noise.get(ValueLayout.JAVA_DOUBLE, 0) * Math.sqrt(teacher.squaredNorm()));
    }
  }

  private long distinct() {
    long wanted = Math.max(LEAST_DISTINCT, DISTINCT_NUMBERS / shape.elements());
    return Math.min(inputCount, wanted);
  }

  private Inputs inputs() {
    MemorySegment labels = arena.allocate(inputCount * precision.bytes(), Precision.VECTOR_BYTES);
    for (long input = 0; input < inputCount; input++) {
      precision.set(labels, 0, input, label(input));
    }
    return new Inputs(packed(), labels, shape, inputCount, precision, Inputs.Layout.PACKED);
  }

  /** The ring; made once, as the check of the answer steps on it before the timed descent does. */
  private MemorySegment packed() {
    if (ring != null) {
      return ring;
    }
    long bytes = Packing.bytes(shape.k(), shape.p(), precision);
    MemorySegment z = arena.allocate(inputCount * bytes, Precision.VECTOR_BYTES);
    try (Arena scratch = Arena.ofConfined()) {
      MemorySegment row =
          scratch.allocate(shape.elements() * precision.bytes(), Precision.VECTOR_BYTES);
      for (long input = 0; input < distinct(); input++) {
        double[] numbers = rows(input);
        for (int i = 0; i < numbers.length; i++) {
          precision.set(row, 0, i, numbers[i]);
        }
        Packing.pack(row, 0, z, input * bytes, shape.k(), shape.p(), precision);
      }
    }
    for (long input = distinct(); input < inputCount; input++) {
      MemorySegment.copy(z, input % distinct() * bytes, z, input * bytes, bytes);
    }
    ring = z;
    return z;
  }

  /**
   * The arrays of the reduced recurrence: as many students as there are lanes, each at its own
   * start.
   */
  MemorySegment reducedLanes(double eta) {
    long bytes = (long) ReducedLanes.ARRAYS * REDUCED_VECTORS * Precision.VECTOR_BYTES;
    MemorySegment lanes = arena.allocate(bytes, Precision.VECTOR_BYTES);
    ReducedCoordinates coordinates =
        new ReducedCoordinates(shape.k(), teacher.sum(), teacher.squaredNorm());
    for (int lane = 0; lane < REDUCED_VECTORS * precision.lanes(); lane++) {
      PlainStudent plain = plainStart(lane);
      coordinates.writeStepSizes(lanes, precision, REDUCED_VECTORS, lane, eta, eta);
      writeLane(lanes, lane, ReducedLanes.SUM, plain.sum());
      writeLane(lanes, lane, ReducedLanes.ALIGNMENT, plain.alignment());
      writeLane(lanes, lane, ReducedLanes.PHI, plain.phi());
    }
    return lanes;
  }

  /** Reads one number of a lane. */
  double readLane(MemorySegment lanes, int lane, ReducedLanes array) {
    return ReducedCoordinates.get(lanes, precision, REDUCED_VECTORS, lane, array);
  }

  private void writeLane(MemorySegment lanes, int lane, ReducedLanes array, double value) {
    ReducedCoordinates.set(lanes, precision, REDUCED_VECTORS, lane, array, value);
  }

  /** Start number {@code number} as arrays of doubles, unrounded. */
  PlainStudent plainStart(long number) {
    start.draw(Start.Kind.CNN, SEED, number);
    double[] a = new double[(int) shape.k()];
    double[] v = new double[(int) shape.p()];
    for (int j = 0; j < a.length; j++) {
      a[j] = start.a(j);
    }
    for (int i = 0; i < v.length; i++) {
      v[i] = start.v(i);
    }
    return new PlainStudent(a, v, teacher);
  }

  private double rounded(double value) {
    return precision == Precision.FLOAT ? (float) value : value;
  }
}
