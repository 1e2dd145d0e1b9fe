package io.skiplane.bench;

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

/**
 * What the benchmarks step on: the study teacher, a plain CNN start, and a ring of inputs of at
 * least 16 KiB and two inputs, so that (16,8) and (100,8) stay in the first-level cache, (100,64)
 * and (1024,64) in the second, and (1024,1024) comes from the third or from memory. Labels are
 * noise of the teacher's size: no student fits them.
 */
final class Problem {
  /** Vectors of lanes of the reduced recurrence, as many as an ensemble has. */
  static final int REDUCED_VECTORS = 8;

  /** Names the random streams. */
  static final long SEED = 20190909;

  /** The student's number in the streams. */
  static final long NUMBER = 7;

  private static final long RING_BYTES = 16 << 10;

  final Shape shape;
  final Precision precision;
  final Teacher teacher;
  private final Arena arena;
  private final Start start;

  Problem(Arena arena, Shape shape, Precision precision) {
    this.arena = arena;
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

  /** Descent by the gradient that a benchmark is named after. */
  Descent descent(Student student, String name, double etaA, double etaW) {
    Gradient gradient =
        switch (name) {
          case "population" -> new Gradient.Population();
          case "dense" -> new Gradient.Dense(1);
          case "projected" -> new Gradient.Projected(1);
          case "resident" -> new Gradient.Resident(packed(inputCount()), 1);
          default -> throw new IllegalArgumentException("no gradient is called " + name);
        };
    return Descent.of(
        arena, student, teacher, gradient, StepSizes.constant(etaA, etaW), SEED, NUMBER);
  }

  /** Inputs in the ring. */
  long inputCount() {
    long bytes = Packing.bytes(shape.k(), shape.p(), precision);
    return Math.max(2, RING_BYTES / bytes);
  }

  /** Numbers of input {@code input}, float64[k][p] row-major, exact in the problem's precision. */
  MemorySegment rows(long input) {
    MemorySegment rows = Normals.allocate(arena, shape.elements());
    Normals.fill(rows, shape.elements(), SEED, input, 0);
    for (long i = 0; i < shape.elements(); i++) {
      double value = rows.getAtIndex(ValueLayout.JAVA_DOUBLE, i);
      rows.setAtIndex(ValueLayout.JAVA_DOUBLE, i, rounded(value));
    }
    return rows;
  }

  /** Label of input {@code input}. */
  double label(long input) {
    MemorySegment noise = Normals.allocate(arena, 1);
    Normals.fill(noise, 1, SEED, input, 1);
    return rounded(noise.get(ValueLayout.JAVA_DOUBLE, 0) * Math.sqrt(teacher.squaredNorm()));
  }

  private Inputs packed(long count) {
    long bytes = Packing.bytes(shape.k(), shape.p(), precision);
    MemorySegment z = arena.allocate(count * bytes, Precision.VECTOR_BYTES);
    MemorySegment labels = arena.allocate(count * precision.bytes(), Precision.VECTOR_BYTES);
    MemorySegment row =
        arena.allocate(shape.elements() * precision.bytes(), Precision.VECTOR_BYTES);
    for (long input = 0; input < count; input++) {
      MemorySegment numbers = rows(input);
      for (long i = 0; i < shape.elements(); i++) {
        precision.set(row, 0, i, numbers.getAtIndex(ValueLayout.JAVA_DOUBLE, i));
      }
      Packing.pack(row, 0, z, input * bytes, shape.k(), shape.p(), precision);
      precision.set(labels, 0, input, label(input));
    }
    return new Inputs(z, labels, shape, count, precision, Inputs.Layout.PACKED);
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
