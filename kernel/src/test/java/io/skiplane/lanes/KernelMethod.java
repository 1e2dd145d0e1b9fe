package io.skiplane.lanes;

import io.skiplane.memory.Precision;
import java.lang.foreign.MemorySegment;
import java.util.function.Function;

/** Every method of {@link Kernels}, and how a case of it is built. */
enum KernelMethod {
  NORMALS(KernelMethod::normals),
  CLEAR(KernelMethod::clear),
  DOT(KernelMethod::dot),
  DOT_WITH_ITSELF(KernelMethod::dotWithItself),
  ADD_SCALED(KernelMethod::addScaled),
  COMBINE(KernelMethod::combine),
  COMBINE_WITH_ITSELF(KernelMethod::combineWithItself),
  OUTPUT_SUMS(KernelMethod::outputSums),
  OUTPUT_STEPS(KernelMethod::outputSteps),
  CHORDS(KernelMethod::chords),
  PLANE_STEPS(KernelMethod::planeSteps),
  EIGHT_SUMS(KernelMethod::eightSums),
  DIRECTION_SUMS(KernelMethod::directionSums),
  DIRECTION_STEP(KernelMethod::directionStep),
  PROJECTED_PATCHES(KernelMethod::projectedPatches),
  ADD_ACTIVATIONS(KernelMethod::addActivations),
  PROJECTED_PASS(KernelMethod::projectedPass),
  ALONG_AND_LENGTH(KernelMethod::alongAndLength),
  NARROW_DIRECTION(KernelMethod::narrowDirection),
  ADD_ACTIVATION(KernelMethod::addActivation),
  NARROW_PATCHES(KernelMethod::narrowPatches),
  NARROW_TEACHER(KernelMethod::narrowTeacher),
  STEP_END(KernelMethod::stepEnd),
  ROW_PATCHES(KernelMethod::rowPatches),
  ROW_TAUGHT(KernelMethod::rowTaught),
  REDUCED(KernelMethod::reduced),
  COHORT_NORMALS(CohortCases::normals),
  COHORT_PATCHES(CohortCases::patches),
  COHORT_TEACHER(CohortCases::teacher),
  COHORT_BATCH(CohortCases::batch),
  COHORT_STEP(CohortCases::step),
  COHORT_PLANE(CohortCases::plane),
  COHORT_PROJECTIONS(CohortCases::projections),
  COHORT_PROJECTED_STEP(CohortCases::projectedStep),
  ROW_PATCHES_FAR(KernelMethod::farRowPatches),
  NARROW_OUTPUTS(NarrowCases::outputs),
  NARROW_BATCH(NarrowCases::batch),
  NARROW_STEPS(NarrowCases::steps),
  NARROW_END(NarrowCases::end);

  private static final long MOST_FAR_BYTES = 640 << 10;

  private static final int[] ROWS = {1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 16, 17, 31, 33, 64};

  /** A call whose buffers are ready; gives what the method returns, or 0. */
  @FunctionalInterface
  interface Call {
    double on(Kernels kernels);
  }

  private final Function<KernelCase, Call> maker;

  KernelMethod(Function<KernelCase, Call> maker) {
    this.maker = maker;
  }

  /** Takes and fills the buffers of a case. */
  Call prepare(KernelCase c) {
    return maker.apply(c);
  }

  private static Call normals(KernelCase c) {
    boolean manyRuns = c.size == 1000 && c.values == Values.NORMAL;
    long pairs = manyRuns ? 2 * Kernels.RUN_PAIRS + 3 : Math.min(c.size, 33);
    long out = c.guarded.take(pairs * 2 * Precision.VECTOR_BYTES);
    long key0 = c.random.nextLong();
    long key1 = c.random.nextLong();
    return kernels -> {
      kernels.normals(c.memory(), out, pairs, key0, key1);
      return 0;
    };
  }

  private static Call clear(KernelCase c) {
    long x = c.array(c.size);
    long bytes = c.precision.paddedBytes(c.size);
    return kernels -> {
      kernels.clear(c.memory(), x, bytes);
      return 0;
    };
  }

  private static Call dot(KernelCase c) {
    long x = c.array(c.size);
    long y = c.array(c.size);
    return kernels -> kernels.dot(c.memory(), x, c.memory(), y, c.padded(), c.work());
  }

  private static Call dotWithItself(KernelCase c) {
    long x = c.array(c.size);
    return kernels -> kernels.dot(c.memory(), x, c.memory(), x, c.padded(), c.work());
  }

  private static Call addScaled(KernelCase c) {
    long x = c.array(c.size);
    long y = c.array(c.size);
    double scale = c.parameter();
    return kernels -> {
      kernels.addScaled(scale, c.memory(), x, c.memory(), y, c.padded());
      return 0;
    };
  }

  private static Call combine(KernelCase c) {
    long x = c.array(c.size);
    long y = c.array(c.size);
    double alpha = c.parameter();
    double beta = c.parameter();
    return kernels -> {
      kernels.combine(alpha, c.memory(), y, beta, c.memory(), x, c.padded());
      return 0;
    };
  }

  private static Call combineWithItself(KernelCase c) {
    long y = c.array(c.size);
    double alpha = c.parameter();
    return kernels -> {
      kernels.combine(alpha, c.memory(), y, 0, c.memory(), y, c.padded());
      return 0;
    };
  }

  private static Call outputSums(KernelCase c) {
    long a = c.array(c.size);
    long star = c.inWork(c.array(c.size));
    return kernels -> {
      kernels.outputSums(c.memory(), a, star, c.padded(), c.work());
      return 0;
    };
  }

  private static Call outputSteps(KernelCase c) {
    long a = c.array(c.size);
    long star = c.inWork(c.array(c.size));
    int steps = c.random.nextInt(65);
    int shift = c.random.nextInt(3);
    long table = c.array(2L * steps + shift) + (long) shift * c.precision.bytes();
    double keep = c.factor();
    return kernels -> {
      kernels.outputSteps(c.memory(), a, star, c.size, keep, steps, c.inWork(table), c.work());
      return 0;
    };
  }

  private static Call chords(KernelCase c) {
    long v = c.array(c.size);
    long star = c.inWork(c.array(c.size));
    return kernels -> {
      kernels.chords(c.memory(), v, star, c.padded(), c.work());
      return 0;
    };
  }

  private static Call planeSteps(KernelCase c) {
    long v = c.array(c.size);
    long star = c.inWork(c.array(c.size));
    int steps = c.random.nextInt(65);
    int shift = c.random.nextInt(3);
    long table = c.array(3L * steps + shift) + (long) shift * c.precision.bytes();
    for (int step = 0; step < steps; step++) {
      c.precision.set(c.memory(), table, 3L * step, c.random.nextBoolean() ? 1 : -1);
      c.precision.set(c.memory(), table, 3L * step + 1, -0.01);
      c.precision.set(c.memory(), table, 3L * step + 2, c.random.nextGaussian() / 4);
    }
    return kernels -> {
      kernels.planeSteps(c.memory(), v, star, c.padded(), steps, c.inWork(table), c.work());
      return 0;
    };
  }

  private static Call alongAndLength(KernelCase c) {
    long s = c.inWork(c.guarded.take(c.precision.paddedBytes(c.size)));
    for (long i = 0; i < c.padded(); i++) { // What lies in the padding must not matter.
      c.precision.set(
          c.work(), s, i, i < c.size ? c.values.draw(c.random, c.precision) : Double.NaN);
    }
    long v = c.array(c.size);
    long result = c.inWork(c.array(2));
    return kernels -> {
      kernels.alongAndLength(s, c.size, c.memory(), v, c.work());
      double along = keepSums(c, result);
      c.eraseLanes();
      return along;
    };
  }

  private static Call narrowDirection(KernelCase c) {
    int p = 1 + c.random.nextInt(Kernels.NARROW_LIMIT);
    int lanes = c.precision.lanes();
    long s = c.inWork(c.guarded.take(c.precision.paddedBytes(p)));
    long v = c.array(p);
    long result = c.inWork(c.array(2));
    MemorySegment accumulators = c.work().asSlice(Kernels.ACCUMULATORS);
    c.values.fill(accumulators, 0, c.precision.padded(p) * lanes, c.random, c.precision);
    return kernels -> {
      kernels.narrowDirection(p, s, c.memory(), v, c.work());
      double along = keepSums(c, result);
      c.eraseLanes();
      return along;
    };
  }

  /** Copies the first two numbers of the lane area, a result among scratch, and gives the first. */
  private static double keepSums(KernelCase c, long result) {
    double along = c.precision.get(c.work(), 0, 0);
    c.precision.set(c.work(), result, 0, along);
    c.precision.set(c.work(), result, 1, c.precision.get(c.work(), 0, 1));
    return along;
  }

  private static Call addActivation(KernelCase c) {
    long activation = c.inWork(c.array(c.size));
    for (long j = c.size; j < c.padded(); j++) { // Lanes of padding may hold live numbers.
      c.precision.set(c.work(), activation, j, 3);
    }
    int shift = c.random.nextInt(3);
    long a = c.array(c.size + shift) + (long) shift * c.precision.bytes();
    double push = c.parameter();
    return kernels -> {
      kernels.addActivation(c.memory(), a, c.size, push, activation, c.work());
      return 0;
    };
  }

  /** All of the lane area but the sums may hold anything. */
  private static Call eightSums(KernelCase c) {
    return kernels -> {
      kernels.eightSums(c.work());
      c.eraseLanesBehind(Precision.VECTOR_BYTES);
      return 0;
    };
  }

  /** ξ, with numbers behind it where the draws of a step go on. */
  private static long direction(KernelCase c) {
    int shift = c.random.nextInt(3);
    return c.inWork(c.array(shift + c.padded()) + (long) shift * c.precision.bytes());
  }

  private static Call directionSums(KernelCase c) {
    long v = c.array(c.size);
    long star = c.inWork(c.array(c.size));
    long xi = direction(c);
    double side = c.random.nextBoolean() ? 1 : -1;
    return kernels -> {
      kernels.directionSums(c.memory(), v, star, xi, c.size, side, c.work());
      return 0;
    };
  }

  private static Call directionStep(KernelCase c) {
    long v = c.array(c.size);
    long star = c.inWork(c.array(c.size));
    long xi = direction(c);
    double side = c.random.nextBoolean() ? 1 : -1;
    double pull = c.random.nextGaussian();
    double push = c.random.nextGaussian();
    double keep = c.factor();
    return kernels -> {
      kernels.directionStep(c.memory(), v, star, xi, c.size, side, keep, pull, push, c.work());
      return 0;
    };
  }

  /** x and y in turn, and what loops read on behind them. */
  private static long patches(KernelCase c) {
    return c.inWork(c.array(2 * c.size + 2L * c.precision.lanes()));
  }

  private static Call projectedPatches(KernelCase c) {
    long a = c.array(c.size);
    boolean inWork = c.random.nextBoolean();
    long star = c.array(c.size);
    long draws = patches(c);
    boolean first = c.random.nextBoolean();
    double cosine = c.random.nextDouble() * 2 - 1;
    double sine = Math.sqrt(1 - cosine * cosine);
    return kernels -> {
      MemorySegment teacher = inWork ? c.work() : c.memory();
      long at = inWork ? c.inWork(star) : star;
      kernels.projectedPatches(
          c.memory(), a, teacher, at, draws, c.size, first, cosine, sine, c.work());
      return 0;
    };
  }

  private static Call addActivations(KernelCase c) {
    long y = c.array(c.size);
    long draws = patches(c);
    double scale = c.parameter();
    return kernels -> {
      kernels.addActivations(scale, c.memory(), y, draws, c.size, c.work());
      return 0;
    };
  }

  private static Call projectedPass(KernelCase c) {
    long p = c.random.nextBoolean() ? c.size : c.random.nextInt(20);
    long a = c.array(c.size);
    long v = c.array(p);
    long star = c.inWork(c.array(c.size));
    long starV = c.inWork(c.array(p));
    long before = patches(c);
    long draws = patches(c);
    long xiBefore = c.inWork(c.array(p + 3L * c.precision.lanes()));
    long xi = c.inWork(c.array(p + 3L * c.precision.lanes()) + c.precision.bytes());
    double scale = c.parameter();
    double cosine = c.random.nextDouble() * 2 - 1;
    double sine = Math.sqrt(1 - cosine * cosine);
    double sideBefore = c.random.nextBoolean() ? 1 : -1;
    double side = c.random.nextBoolean() ? 1 : -1;
    double pull = c.random.nextGaussian();
    double push = c.random.nextGaussian();
    double keep = c.factor();
    return kernels -> {
      kernels.projectedPass(
          c.memory().asSlice(a),
          c.size,
          scale,
          before,
          c.work(),
          star,
          draws,
          cosine,
          sine,
          v - a,
          p,
          starV,
          xiBefore,
          xi,
          sideBefore,
          keep,
          pull,
          push,
          side,
          c.work());
      c.eraseLanesBehind(Precision.VECTOR_BYTES);
      return 0;
    };
  }

  private static Call narrowPatches(KernelCase c) {
    int columns = 8 + 2 * c.random.nextInt(5);
    long patches = Math.min(c.size, 257);
    long groups = c.precision.padded(patches) / c.precision.lanes();
    long z = c.array(groups * columns * c.precision.lanes());
    long a = c.array(patches);
    long v = c.array(columns);
    long activation = c.inWork(c.guarded.take(c.precision.paddedBytes(patches)));
    long s = c.inWork(c.array((long) columns * c.precision.lanes()));
    boolean first = c.random.nextBoolean();
    return kernels -> {
      kernels.narrowPatches(
          c.memory(), z, groups, columns, first, c.memory(), a, v, activation, s, c.work());
      return 0;
    };
  }

  private static Call narrowTeacher(KernelCase c) {
    int columns = 8 + 2 * c.random.nextInt(5);
    long patches = Math.min(c.size, 257);
    long groups = c.precision.padded(patches) / c.precision.lanes();
    long z = c.array(groups * columns * c.precision.lanes());
    long starA = c.inWork(c.array(patches));
    long starV = c.inWork(c.array(columns));
    return kernels -> {
      kernels.narrowTeacher(c.memory(), z, groups, columns, starA, starV, c.work());
      return 0;
    };
  }

  private static Call stepEnd(KernelCase c) {
    long k = Math.min(c.size, 257);
    long p = 2 + c.random.nextInt(300);
    long a = c.array(k);
    long v = c.array(p);
    long activation = c.inWork(c.array(k));
    long s = c.inWork(c.guarded.take(c.precision.paddedBytes(p)));
    for (long i = 0; i < c.precision.padded(p); i++) { // What lies in the padding must not matter.
      c.precision.set(c.work(), s, i, i < p ? c.values.draw(c.random, c.precision) : Double.NaN);
    }
    long result = c.inWork(c.array(2));
    double label = c.parameter();
    double etaA = c.parameter();
    double etaW = c.random.nextBoolean() ? 1e-6 : c.parameter();
    return kernels -> {
      double r =
          kernels.stepEnd(k, p, label, etaA, etaW, c.memory(), a, v, activation, s, c.work());
      keepSums(c, result);
      c.eraseLanes();
      return r;
    };
  }

  private static Call rowPatches(KernelCase c) {
    return rowPatches(c, false, rows(c), c.size);
  }

  /** Columns of four or eight vectors, which have loops of their own, in so many of 4 cases. */
  private static long columns(KernelCase c, int ofFour) {
    boolean special = c.random.nextInt(4) >= 4 - ofFour;
    return special ? 4L * c.precision.lanes() << c.random.nextInt(2) : c.size;
  }

  /** Enough rows for some pieces or groups, most of them of the four or eight vectors of p = 64. */
  private static Call farRowPatches(KernelCase c) {
    long columns = columns(c, 3);
    long most = Math.min(1100, MOST_FAR_BYTES / c.precision.paddedBytes(columns));
    return rowPatches(c, true, 1 + c.random.nextInt((int) most), columns);
  }

  private static Call rowPatches(KernelCase c, boolean far, int rows, long columns) {
    Rows of = Rows.draw(c, rows, columns);
    MemorySegment memory = c.memory();
    return kernels -> {
      kernels.rowPatches(
          memory,
          of.z,
          rows,
          far,
          memory,
          of.a,
          of.v,
          of.n,
          of.activation,
          of.gates,
          of.s,
          c.work());
      of.erase(c, rows);
      return 0;
    };
  }

  private static Call rowTaught(KernelCase c) {
    int rows = rows(c);
    int lanes = c.precision.lanes();
    long columns = columns(c, 2);
    Rows of = Rows.draw(c, rows, columns);
    int firstLane = of.firstLane;
    long starA = c.inWork(c.array(firstLane + rows) + (long) firstLane * c.precision.bytes());
    long starV = c.inWork(c.array(columns));
    long products = c.inWork(c.array(rows + lanes));
    long label = c.inWork(c.array(lanes));
    return kernels -> {
      kernels.rowTaught(
          c.memory(),
          of.z,
          rows,
          c.memory(),
          of.a,
          of.v,
          of.n,
          of.activation,
          of.gates,
          of.s,
          starA,
          firstLane,
          starV,
          products,
          c.work());
      for (int lane = 0; lane < lanes; lane++) {
        double g = c.precision.get(c.work(), Precision.VECTOR_BYTES, lane);
        c.precision.set(c.work(), label, lane, g);
      }
      of.erase(c, rows);
      eraseBehind(c, products, rows);
      return 0;
    };
  }

  /** Where a pass over wide patches finds what it reads and writes, and n, their padded columns. */
  private record Rows(
      int firstLane, long n, long z, long a, long v, long activation, long gates, long s) {
    static Rows draw(KernelCase c, int rows, long columns) {
      long n = c.precision.padded(columns);
      int lanes = c.precision.lanes();
      int firstLane = c.random.nextInt(lanes);
      long skip = (long) firstLane * c.precision.bytes();
      int count = firstLane + rows + lanes;
      long z = c.array(rows * n);
      long a = c.array(count) + skip;
      closeSomeGates(c, a, rows);
      long v = c.array(columns);
      long activation = c.inWork(c.array(count) + skip);
      long gates = c.inWork(c.array(count) + skip);
      return new Rows(firstLane, n, z, a, v, activation, gates, c.inWork(c.array(columns)));
    }

    /** Erases what a pass may leave anything in. */
    void erase(KernelCase c, int rows) {
      c.eraseLanes();
      eraseBehind(c, activation, rows);
      eraseBehind(c, gates, rows);
    }
  }

  /** Sets some of a to 0: gates that are open on nothing. */
  private static void closeSomeGates(KernelCase c, long a, int rows) {
    for (int row = 0; row < rows; row++) {
      if (c.random.nextInt(5) == 0) {
        c.precision.set(c.memory(), a, row, c.random.nextBoolean() ? 0.0 : -0.0);
      }
    }
  }

  /** Erases the W numbers behind an array, which a loop of whole vectors may leave anything in. */
  private static void eraseBehind(KernelCase c, long offset, int count) {
    for (int i = 0; i < c.precision.lanes(); i++) {
      c.precision.set(c.work(), offset, count + i, 0);
    }
  }

  /** Remainders of 4 and of W rows, below, at and above one and more groups. */
  private static int rows(KernelCase c) {
    int rows = ROWS[c.random.nextInt(ROWS.length)];
    return c.size < 300 ? rows : Math.min(rows, 17);
  }

  private static Call reduced(KernelCase c) {
    int vectors = 1 + c.random.nextInt(8);
    long bytes = (long) vectors * Precision.VECTOR_BYTES;
    long at = c.guarded.take(ReducedLanes.ARRAYS * bytes);
    MemorySegment lanes = c.memory().asSlice(at);
    for (int lane = 0; lane < vectors * c.precision.lanes(); lane++) {
      ReducedValues.fill(lanes, vectors, lane, c);
    }
    long steps = c.random.nextInt(20);
    return kernels -> {
      kernels.reduced(lanes, vectors, steps);
      lanes.asSlice(ReducedLanes.TANGENT.offset(vectors), bytes).fill((byte) 0); // scratch
      return 0;
    };
  }
}
