package io.skiplane.harness.study;

import io.skiplane.descent.Descent;
import io.skiplane.descent.Point;
import io.skiplane.gradient.Gradient;
import io.skiplane.gradient.Inputs;
import io.skiplane.lanes.Normals;
import io.skiplane.lanes.Packing;
import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.Start;
import io.skiplane.model.StepSizes;
import io.skiplane.model.Student;
import io.skiplane.model.Teacher;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.stream.LongStream;

/**
 * Many short runs of one student by sampled steps, a seed each, and where they end. The step size
 * is large, so that the noise shows; every run has numbers of its own, so that samples are
 * independent.
 */
final class SampledRuns {
  static final int STEPS = 100;

  static final int FEWEST_SEEDS = 100;

  /** Patch entries drawn by one kind of step over all seeds. */
  private static final long WORK = 13_000_000;

  private final Teacher teacher;
  private final Shape shape;
  private final long seed;
  private final int seeds;
  private final StepSizes stepSizes;
  private final Start start;
  private final double[] teacherA;
  private final double[] teacherV;

  /**
   * Where the runs end.
   *
   * @param phi moments of φ
   * @param alignment moments of aᵀa*
   */
  record Ends(Moments phi, Moments alignment) {}

  /** The gradient of run number {@code number}. */
  interface Run {
    Gradient gradient(Arena arena, long number);
  }

  /**
   * Runs from the start of student 0.
   *
   * @param arena stays open while the runs are used
   * @param mostSeeds runs of each kind, fewer where patches are large
   */
  SampledRuns(Arena arena, Teacher teacher, long seed, int mostSeeds) {
    this.teacher = teacher;
    this.seed = seed;
    shape = teacher.shape();
    seeds = Math.clamp(WORK / (STEPS * shape.elements()), FEWEST_SEEDS, mostSeeds);
    start = new Start(arena, teacher);
    start.draw(Start.Kind.RESNET, seed, 0);
    teacherA = LongStream.range(0, shape.k()).mapToDouble(teacher::a).toArray();
    teacherV = LongStream.range(0, shape.p()).mapToDouble(teacher::v).toArray();
    // The spread of a step grows with the labels', so divide by ‖a*‖ and keep it the same for all.
    double eta =
        Math.min(0.1 / shape.k(), 0.12 / (Math.sqrt(shape.k()) * Math.sqrt(teacher.squaredNorm())));
    stepSizes = StepSizes.constant(eta, eta);
  }

  int seeds() {
    return seeds;
  }

  Ends dense() {
    return ends(0, (arena, number) -> new Gradient.Dense(1));
  }

  Ends projected() {
    return ends(1, (arena, number) -> new Gradient.Projected(1));
  }

  Ends resident() {
    return ends(2, (arena, number) -> new Gradient.Resident(inputs(arena, number, STEPS), 1));
  }

  /** Weights that are not equal to the last bit after a run on row-major and on packed patches. */
  long differingWeights() {
    long number = 3L * seeds;
    long differing = 0;
    try (Arena arena = Arena.ofConfined()) {
      Student rows = student(arena);
      Student packed = student(arena);
      descent(arena, rows, new Gradient.Resident(inputs(arena, number, STEPS), 1), number)
          .run(STEPS);
      descent(
              arena,
              packed,
              new Gradient.Resident(packed(arena, inputs(arena, number, STEPS)), 1),
              number)
          .run(STEPS);
      for (long j = 0; j < shape.k(); j++) {
        differing += Double.compare(rows.a(j), packed.a(j)) == 0 ? 0 : 1;
      }
      for (long i = 0; i < shape.p(); i++) {
        differing += Double.compare(rows.v(i), packed.v(i)) == 0 ? 0 : 1;
      }
    }
    return differing;
  }

  /** Ends of runs whose numbers no other kind has. */
  Ends ends(int kind, Run run) {
    double[] phi = new double[seeds];
    double[] alignment = new double[seeds];
    for (int i = 0; i < seeds; i++) {
      long number = (long) kind * seeds + i;
      try (Arena arena = Arena.ofConfined()) {
        Descent descent = descent(arena, student(arena), run.gradient(arena, number), number);
        descent.run(STEPS);
        Point point = descent.point();
        phi[i] = point.phi();
        alignment[i] = point.alignment();
      }
    }
    return new Ends(Moments.of(phi), Moments.of(alignment));
  }

  private Descent descent(Arena arena, Student student, Gradient gradient, long number) {
    return Descent.of(arena, student, teacher, gradient, stepSizes, seed, number);
  }

  private Student student(Arena arena) {
    Student student = Student.allocate(arena, shape, Precision.DOUBLE);
    start.to(student);
    return student;
  }

  /** An input for each step, so that none is seen twice, with its label worked out here. */
  Inputs inputs(Arena arena, long number, int steps) {
    MemorySegment z = Normals.allocate(arena, steps * shape.elements());
    Normals.fill(z, steps * shape.elements(), seed, number, Normals.OUTPUT_BLOCK);
    MemorySegment labels = arena.allocate(ValueLayout.JAVA_DOUBLE, steps);
    for (long t = 0; t < steps; t++) {
      labels.setAtIndex(ValueLayout.JAVA_DOUBLE, t, label(z, t * shape.elements()));
    }
    return new Inputs(z, labels, shape, steps, Precision.DOUBLE, Inputs.Layout.ROW_MAJOR);
  }

  private Inputs packed(Arena arena, Inputs rows) {
    long bytes = Packing.bytes(shape.k(), shape.p(), Precision.DOUBLE);
    MemorySegment packed = arena.allocate(rows.count() * bytes, Precision.VECTOR_BYTES);
    for (long t = 0; t < rows.count(); t++) {
      Packing.pack(
          rows.z(),
          t * shape.elements() * Double.BYTES,
          packed,
          t * bytes,
          shape.k(),
          shape.p(),
          Precision.DOUBLE);
    }
    return new Inputs(
        packed, rows.labels(), shape, rows.count(), Precision.DOUBLE, Inputs.Layout.PACKED);
  }

  private double label(MemorySegment z, long from) {
    double label = 0;
    for (int j = 0; j < teacherA.length; j++) {
      double u = 0;
      for (int i = 0; i < teacherV.length; i++) {
        u += z.getAtIndex(ValueLayout.JAVA_DOUBLE, from + j * shape.p() + i) * teacherV[i];
      }
      label += teacherA[j] * Math.max(0, u);
    }
    return label;
  }
}
