package io.skiplane.fuzz;

import io.skiplane.descent.Descent;
import io.skiplane.descent.Ensemble;
import io.skiplane.descent.SampledEnsemble;
import io.skiplane.descent.StopRule;
import io.skiplane.descent.StudentTable;
import io.skiplane.gradient.Gradient;
import io.skiplane.gradient.Inputs;
import io.skiplane.gradient.LossGradient;
import io.skiplane.gradient.PatchProducts;
import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.Start;
import io.skiplane.model.StepSizes;
import io.skiplane.model.Student;
import io.skiplane.model.Students;
import io.skiplane.testing.EnsembleScene;
import io.skiplane.testing.Scene;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;

/**
 * One random use of a public door: steps of one student, of an ensemble, or a gradient. Both of its
 * runs draw the same numbers; they differ in their twin and in their number of threads alone.
 */
final class StepCase {
  private static final int[] EDGES = {1, 2, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 100};

  private final Arena arena;
  private final Random random;
  private final Executor executor;
  private final int helpers;
  private final Precision precision;
  private final Shape shape;
  private final Scene scene;
  private final Ends ends = new Ends();

  private StepCase(Arena arena, Random random, Executor executor, int helpers) {
    this.arena = arena;
    this.random = random;
    this.executor = executor;
    this.helpers = helpers;
    precision = random.nextBoolean() ? Precision.FLOAT : Precision.DOUBLE;
    shape = shape();
    scene = new Scene(arena, shape, precision, random.nextInt(1000));
  }

  /** Runs the case that the random numbers name, with some helpers. */
  static Ends run(Arena arena, Random random, Executor executor, int helpers) {
    StepCase made = new StepCase(arena, random, executor, helpers);
    int door = random.nextInt(20);
    try {
      if (door < 10 || made.shape.elements() > 10_000) {
        made.descent();
      } else if (door < 13) {
        made.sampledEnsemble();
      } else if (door < 14) {
        made.ensemble();
      } else if (door < 17) {
        made.lossGradient();
      } else {
        made.products();
      }
    } catch (ArithmeticException | IllegalArgumentException e) { // diverged, or refused
      made.ends.say(e);
    }
    return made.ends;
  }

  private void descent() {
    Student student = student();
    int kind = random.nextInt(6);
    int batch = batch();
    Gradient gradient =
        switch (kind) {
          case 0 -> new Gradient.Population();
          case 1 -> new Gradient.Reduced();
          case 2 -> new Gradient.Dense(batch);
          case 3 -> new Gradient.Projected(batch);
          case 4 -> new Gradient.Angular(batch);
          default -> new Gradient.Resident(inputs(), batch);
        };
    ends.say(gradient.getClass().getSimpleName() + " " + shape + " " + precision);
    Descent descent =
        Descent.of(
            arena,
            student,
            scene.teacher(),
            gradient,
            stepSizes(kind == 5),
            random.nextLong(),
            random.nextInt(100));
    int steps = shape.elements() > 10_000 ? 3 : 1 + random.nextInt(80);
    int first = random.nextInt(steps + 1);
    try {
      descent.run(first, executor, helpers);
      descent.run(steps - first, executor, helpers);
    } finally {
      ends.say(descent.step());
      ends.add("the student", precision, student.memory());
      ends.say(Arrays.toString(descent.resumeState()));
    }
    ends.say(descent.point());
  }

  private void sampledEnsemble() {
    EnsembleScene ensembles = new EnsembleScene(arena, shape, precision, random.nextInt(100));
    long first = random.nextInt(50);
    int most = (int) Math.clamp(100_000 / shape.elements(), 1, 40);
    Students students = ensembles.students(first, 1 + random.nextInt(most));
    List<String> names = EnsembleScene.GRADIENTS;
    String name = names.get(random.nextInt(names.size()));
    ends.say(name + " " + shape + " " + precision + " " + students.count());
    SampledEnsemble ensemble =
        SampledEnsemble.of(
            arena,
            students,
            ensembles.teacher(),
            ensembles.gradient(name, first, students.count()),
            stepSizes(!name.startsWith("dense") && !name.startsWith("projected")),
            random.nextLong(),
            first,
            1 + helpers);
    int steps = shape.elements() * students.count() > 10_000 ? 3 : 1 + random.nextInt(70);
    int before = random.nextInt(steps + 1);
    ensemble.run(before, executor);
    ensemble.run(steps - before, executor);
    ends.add("the students", precision, students.memory());
    for (long i = 0; i < students.count(); i++) {
      ends.say(ensemble.hasDiverged(i) ? "diverged" : ensemble.point(i));
    }
  }

  private void ensemble() {
    int count = 1 + random.nextInt(150);
    StudentTable table = StudentTable.allocate(arena, count);
    Start start = new Start(arena, scene.teacher());
    for (int i = 0; i < count; i++) {
      start.draw(random.nextBoolean() ? Start.Kind.RESNET : Start.Kind.CNN, 11, i);
      table.start(i, start, scene.teacher());
    }
    ends.say("ensemble " + shape + " " + precision + " " + count);
    Ensemble.of(arena, precision)
        .run(
            table,
            random.nextInt(count),
            count,
            scene.teacher(),
            stepSizes(false),
            new StopRule(Math.pow(10, -8 * random.nextDouble()), 1 + random.nextInt(400)),
            (steps, ended) -> true);
    for (long row = 0; row < count; row++) {
      double[] numbers = new double[StudentTable.FIELDS];
      for (int field = 0; field < numbers.length; field++) {
        numbers[field] = table.number(row, field);
      }
      ends.say(Arrays.toString(numbers));
    }
  }

  private void lossGradient() {
    int kind = random.nextInt(3);
    int batch = batch();
    Gradient gradient =
        switch (kind) {
          case 0 -> new Gradient.Population();
          case 1 -> new Gradient.Dense(batch);
          default -> new Gradient.Resident(inputs(), batch);
        };
    ends.say("gradient of " + gradient.getClass().getSimpleName() + " " + shape + " " + precision);
    LossGradient at =
        LossGradient.of(arena, student(), scene.teacher(), gradient, random.nextLong(), 3);
    MemorySegment gradA = arena.allocate(precision.paddedBytes(shape.k()), 64);
    MemorySegment gradW = arena.allocate(precision.paddedBytes(shape.p()), 64);
    for (int i = 0; i < 2; i++) {
      ends.say(at.at(random.nextInt(1000), gradA, gradW));
      ends.add("the gradient of a", precision, gradA);
      ends.add("the gradient of w", precision, gradW);
    }
  }

  private void products() {
    Inputs inputs = inputs();
    ends.say("products " + shape + " " + precision);
    PatchProducts products = PatchProducts.of(arena, student(), inputs);
    MemorySegment activation = arena.allocate(precision.paddedBytes(shape.k()), 64);
    MemorySegment direction = arena.allocate(precision.paddedBytes(shape.p()), 64);
    for (int i = 0; i < 2; i++) {
      ends.say(products.at(random.nextLong(inputs.count()), activation, direction));
      ends.add("the activation", precision, activation);
      ends.add("the direction", precision, direction);
    }
  }

  /** Small ones most often; one in some hundred is so large that helpers share it. */
  private Shape shape() {
    if (random.nextInt(600) == 0) {
      int p = random.nextBoolean() ? 1 + random.nextInt(16) : 17 + random.nextInt(600);
      return new Shape((1 << 18) / p + 1 + random.nextInt(100), p);
    }
    long k = length();
    long p = length();
    return k * p > 6000 ? new Shape(k, 1 + 6000 / k) : new Shape(k, p);
  }

  private int length() {
    int kind = random.nextInt(20);
    return kind < 10
        ? 1 + random.nextInt(20)
        : kind < 18 ? EDGES[random.nextInt(EDGES.length)] : 1 + random.nextInt(300);
  }

  private int batch() {
    return random.nextBoolean() ? 1 : 2 + random.nextInt(4);
  }

  /** A start of the plain CNN, sometimes at a pole, on an axis or with odd output weights. */
  private Student student() {
    Student student = scene.student();
    int kind = random.nextInt(8);
    for (long i = 0; i < shape.p() && kind < 3; i++) {
      double star = scene.teacher().v(i);
      student.setV(i, kind == 0 ? star : kind == 1 ? -star : i == 0 ? 1 : 0);
    }
    double[] odd = {0, -0.0, 1e-42, 1e-310, 1e30, -1, 1};
    if (random.nextInt(3) == 0) {
      for (long j = 0; j < shape.k(); j++) {
        if (random.nextBoolean()) {
          student.setA(j, odd[random.nextInt(odd.length)]);
        }
      }
    }
    return student;
  }

  /** Normal numbers, or small whole ones, and now and then one that is odd, also in the labels. */
  private Inputs inputs() {
    long count = shape.elements() > 10_000 ? 1 : 1 + random.nextInt(6);
    boolean packed = random.nextBoolean();
    Inputs inputs = scene.inputs(Inputs.Layout.ROW_MAJOR, count);
    boolean whole = random.nextInt(4) == 0;
    double[] odd = {0, -0.0, 1e-42, 1e-310, 1e30, 1e300, 1 / 0.0, -1 / 0.0, Double.NaN};
    int odds = random.nextInt(4) == 0 ? 10 + random.nextInt(200) : Integer.MAX_VALUE;
    for (long i = 0; i < count * shape.elements(); i++) {
      if (random.nextInt(odds) == 0) {
        precision.set(inputs.z(), 0, i, odd[random.nextInt(odd.length)]);
      } else if (whole) {
        precision.set(inputs.z(), 0, i, Math.rint(precision.get(inputs.z(), 0, i)));
      }
    }
    if (random.nextInt(10) == 0) {
      precision.set(inputs.labels(), 0, 0, odd[random.nextInt(odd.length)]);
    }
    return packed ? inputs.packed(arena) : inputs;
  }

  /** Two phases, from small steps to the limit of stability and, where there is none, beyond. */
  private StepSizes stepSizes(boolean unlimited) {
    double largest = StepSizes.stableBound(shape.k()) * (unlimited ? 30 : 0.999);
    double etaA = largest * Math.pow(10, -4 * random.nextDouble());
    double etaW = largest * Math.pow(10, -4 * random.nextDouble());
    return new StepSizes(
        List.of(
            new StepSizes.Phase(1 + random.nextInt(70), etaA, etaW),
            new StepSizes.Phase(1, etaW, etaA)));
  }
}
