package io.skiplane.bench;

import io.skiplane.bench.rows.StepKind;
import io.skiplane.descent.Descent;
import io.skiplane.descent.SampledEnsemble;
import io.skiplane.gradient.EnsembleInputs;
import io.skiplane.gradient.EnsembleInputs.Patches;
import io.skiplane.gradient.Gradient;
import io.skiplane.gradient.ReducedCoordinates;
import io.skiplane.lanes.ReducedLanes;
import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.Start;
import io.skiplane.model.StepSizes;
import io.skiplane.model.Student;
import io.skiplane.model.Students;
import io.skiplane.model.Teacher;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
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

  final Shape shape;
  final Precision precision;
  final Teacher teacher;
  private final Arena arena;
  private final Start start;
  private final long inputCount;
  private final int batch;
  private @Nullable InputRing ring;

  /** A problem whose ring, if its gradient wants one, has {@code inputCount} inputs. */
  Problem(Arena arena, Shape shape, Precision precision, long inputCount) {
    this(arena, shape, precision, inputCount, 1);
  }

  /** The same for steps on mini-batches. */
  Problem(Arena arena, Shape shape, Precision precision, long inputCount, int batch) {
    this.arena = arena;
    this.batch = batch;
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
          case DENSE, DENSE_TEAM -> new Gradient.Dense(batch);
          case PROJECTED -> new Gradient.Projected(batch);
          case RESIDENT, RESIDENT_TEAM -> new Gradient.Resident(ring().inputs(), batch);
          case REDUCED, RESIDENT_LANES, NORMALS ->
              throw new IllegalArgumentException(kind + " is no descent");
        };
    return Descent.of(
        arena, student, teacher, gradient, StepSizes.constant(etaA, etaW), SEED, NUMBER);
  }

  /** As many students as there are lanes, each at its own start. */
  Students students() {
    Students students = Students.allocate(arena, shape, precision, precision.lanes());
    for (int student = 0; student < precision.lanes(); student++) {
      start.draw(Start.Kind.CNN, SEED, student);
      students.set(student, start);
    }
    return students;
  }

  /** Descent of those students, each on {@link #inputCount} inputs of its own. */
  SampledEnsemble ensemble(Students students, double etaA, double etaW) {
    return SampledEnsemble.of(
        arena,
        students,
        teacher,
        new Gradient.ResidentEnsemble(cohort(), 1),
        StepSizes.constant(etaA, etaW),
        SEED);
  }

  private EnsembleInputs cohort() {
    int lanes = precision.lanes();
    Patches own = Patches.OWN;
    MemorySegment z = buffer(EnsembleInputs.patchBytes(shape, lanes, inputCount, precision, own));
    MemorySegment labels = buffer(EnsembleInputs.labelBytes(lanes, inputCount, precision));
    EnsembleInputs inputs = new EnsembleInputs(z, labels, shape, lanes, inputCount, precision, own);
    for (int student = 0; student < lanes; student++) {
      for (long input = 0; input < inputCount; input++) {
        long number = student * inputCount + input;
        inputs.put(student, input, ring().rowMajor(number), 0, ring().label(number));
      }
    }
    return inputs;
  }

  /** Inputs of a step. */
  int batch() {
    return batch;
  }

  /** Inputs of a student. */
  long inputCount() {
    return inputCount;
  }

  /** The ring; made once, as the check of the answer steps on it before the timed descent does. */
  InputRing ring() {
    if (ring == null) {
      ring = new InputRing(arena, shape, precision, inputCount, Math.sqrt(teacher.squaredNorm()));
    }
    return ring;
  }

  /** Memory of the problem's arena, for results. */
  MemorySegment buffer(long bytes) {
    return arena.allocate(bytes, Precision.VECTOR_BYTES);
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
}
