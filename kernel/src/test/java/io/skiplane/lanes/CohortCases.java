package io.skiplane.lanes;

import io.skiplane.memory.Precision;
import java.lang.foreign.ValueLayout;

/** Calls of the methods of {@link CohortKernels}; students have 1 to 17 columns, 8 most often. */
final class CohortCases {
  private static final int[] COLUMNS = {8, 1, 2, 8, 3, 7, 8, 9, 15, 16, 8, 17};

  private CohortCases() {}

  static KernelMethod.Call normals(KernelCase c) {
    long pairs = Math.min(c.size, 65);
    long keys = c.guarded.take(4L * Precision.VECTOR_BYTES);
    for (long i = 0; i < 4L * Precision.VECTOR_BYTES; i += Long.BYTES) {
      c.memory().set(ValueLayout.JAVA_LONG, keys + i, c.random.nextLong());
    }
    long out = c.inWork(c.guarded.take(pairs * 2 * Precision.VECTOR_BYTES));
    long place = c.random.nextBoolean() ? c.random.nextInt(1000) : c.random.nextLong();
    return kernels -> {
      kernels.cohortNormals(out, pairs, c.memory(), keys, place, c.work());
      c.eraseScratch();
      return 0;
    };
  }

  static KernelMethod.Call patches(KernelCase c) {
    int p = columns(c);
    long patches = patchCount(c);
    boolean shared = c.random.nextBoolean();
    long z = shared ? c.array(patches * p + 1) + c.precision.bytes() : vectors(c, patches * p);
    long a = vectors(c, patches);
    long v = vectors(c, p);
    long activation = c.inWork(vectors(c, patches));
    long gates = c.inWork(vectors(c, patches));
    long gateBytes = patches * Precision.VECTOR_BYTES;
    long s = c.inWork(vectors(c, p + 1));
    return kernels -> {
      kernels.cohortPatches(
          c.memory(), z, shared, patches, p, c.memory(), a, v, activation, gates, s, c.work());
      c.work().asSlice(gates, gateBytes).fill((byte) 0);
      return 0;
    };
  }

  static KernelMethod.Call teacher(KernelCase c) {
    int p = columns(c);
    long patches = patchCount(c);
    long z = vectors(c, patches * p);
    int shift = c.random.nextInt(3); // a block of patches begins anywhere in a*
    long starA = c.inWork(c.array(patches + shift) + (long) shift * c.precision.bytes());
    long starV = c.inWork(c.array(p));
    boolean first = c.random.nextBoolean();
    long products = c.inWork(vectors(c, patches));
    long productBytes = patches * Precision.VECTOR_BYTES;
    return kernels -> {
      kernels.cohortTeacher(c.memory(), z, patches, p, starA, starV, first, products, c.work());
      c.work().asSlice(products, productBytes).fill((byte) 0);
      return 0;
    };
  }

  static KernelMethod.Call batch(KernelCase c) {
    int p = c.random.nextInt(4) == 0 ? 0 : columns(c);
    long k = patchCount(c);
    boolean first = c.random.nextBoolean();
    fillSums(c);
    long labels = c.array(c.precision.lanes());
    double label = c.parameter();
    long activation = c.inWork(vectors(c, k));
    long s = c.inWork(vectors(c, p + 1));
    long batchActivation = c.inWork(vectors(c, k));
    long batchS = c.inWork(vectors(c, p + 1));
    return kernels -> {
      kernels.cohortBatch(
          c.memory(), labels, label, first, k, p, activation, s, batchActivation, batchS, c.work());
      return 0;
    };
  }

  static KernelMethod.Call step(KernelCase c) {
    int p = columns(c);
    long k = patchCount(c);
    boolean unitNorm = c.random.nextInt(4) == 0;
    int batch = c.random.nextInt(3) == 0 ? 2 + c.random.nextInt(5) : 1;
    double etaA = c.random.nextDouble();
    double etaW = c.random.nextDouble() * (c.random.nextBoolean() ? 1 : 10);
    fillSums(c);
    long labels = c.array(c.precision.lanes());
    double label = c.parameter();
    long weights = weights(c, k, p);
    long activation = c.inWork(vectors(c, k));
    long s = c.inWork(vectors(c, p + 1));
    return kernels -> {
      boolean stopped =
          kernels.cohortStep(
              c.memory(),
              labels,
              label,
              batch,
              c.memory(),
              weights,
              k,
              p,
              activation,
              s,
              etaA,
              etaW,
              unitNorm,
              c.work());
      c.eraseScratch();
      return stopped ? 1 : 0;
    };
  }

  static KernelMethod.Call plane(KernelCase c) {
    int p = columns(c);
    long v = vectors(c, p);
    long starV = c.inWork(c.array(p));
    for (int i = 0; i < p; i++) { // some lanes at the poles, and none at both: v* ≠ 0
      double star = c.precision.get(c.work(), starV, i) + (i == 0 ? 0x1p-20 : 0);
      c.precision.set(c.work(), starV, i, star);
      c.precision.set(c.memory(), v, (long) i * c.precision.lanes(), star);
      c.precision.set(c.memory(), v, (long) i * c.precision.lanes() + 1, -star);
    }
    return kernels -> {
      kernels.cohortPlane(c.memory(), v, starV, p, c.work());
      return 0;
    };
  }

  static KernelMethod.Call projections(KernelCase c) {
    long patches = patchCount(c);
    fillPlane(c);
    long draws = c.inWork(vectors(c, 2 * patches));
    long a = vectors(c, patches);
    int shift = c.random.nextInt(3);
    long starA = c.inWork(c.array(patches + shift) + (long) shift * c.precision.bytes());
    boolean first = c.random.nextBoolean();
    long activation = c.inWork(vectors(c, patches));
    return kernels -> {
      kernels.cohortProjections(draws, patches, c.memory(), a, starA, first, activation, c.work());
      return 0;
    };
  }

  static KernelMethod.Call projectedStep(KernelCase c) {
    int p = columns(c);
    long k = patchCount(c);
    boolean batch = c.random.nextBoolean();
    boolean unitNorm = c.random.nextInt(4) == 0;
    double etaA = c.random.nextDouble();
    double etaW = c.random.nextDouble() * (c.random.nextBoolean() ? 1 : 10);
    fillSums(c);
    fillPlane(c);
    long weights = weights(c, k, p);
    long activation = c.inWork(vectors(c, k));
    long xi = c.inWork(vectors(c, p));
    long starV = c.inWork(c.array(p));
    return kernels -> {
      boolean stopped =
          kernels.cohortProjectedStep(
              batch,
              c.memory(),
              weights,
              k,
              p,
              activation,
              xi,
              starV,
              etaA,
              etaW,
              unitNorm,
              c.work());
      c.eraseScratch();
      return stopped ? 1 : 0;
    };
  }

  private static int columns(KernelCase c) {
    return COLUMNS[c.random.nextInt(COLUMNS.length)];
  }

  private static long patchCount(KernelCase c) {
    return Math.min(c.size, 67);
  }

  private static long vectors(KernelCase c, long count) {
    return c.array(count * c.precision.lanes());
  }

  /** a, v and which students run: most of them. */
  private static long weights(KernelCase c, long k, int p) {
    long weights = vectors(c, k + p + 1);
    for (int lane = 0; lane < c.precision.lanes(); lane++) {
      long at = (k + p) * c.precision.lanes() + lane;
      c.precision.set(c.memory(), weights, at, c.random.nextInt(5) == 0 ? 0 : 1);
    }
    return weights;
  }

  /**
   * Sums of a step; Q and its sum over a batch are not negative, and now and then one overflows.
   */
  private static void fillSums(KernelCase c) {
    for (long vector = 0; vector < CohortKernels.SCRATCH; vector += Precision.VECTOR_BYTES) {
      boolean spread = vector == CohortKernels.SPREAD || vector == CohortKernels.BATCH_SPREAD;
      for (int lane = 0; lane < c.precision.lanes(); lane++) {
        double x = c.parameter();
        double odd = c.random.nextBoolean() ? Double.NaN : Double.POSITIVE_INFINITY;
        x = c.random.nextInt(300) == 0 ? odd : spread ? Math.abs(x) : x;
        set(c, vector, lane, x);
      }
    }
  }

  /** Planes of all angles, some of them flat or nearly so. */
  private static void fillPlane(KernelCase c) {
    for (int lane = 0; lane < c.precision.lanes(); lane++) {
      double scale = Math.pow(10, -c.random.nextInt(20));
      double phi = c.random.nextInt(8) == 0 ? 0 : Math.PI / 2 * c.random.nextDouble() * scale;
      double side = c.random.nextBoolean() ? 1 : -1;
      double half = Math.sin(phi / 2);
      set(c, CohortKernels.COSINE, lane, side * Math.cos(phi));
      set(c, CohortKernels.SINE, lane, Math.sin(phi));
      set(c, CohortKernels.SIDE, lane, side);
      set(c, CohortKernels.LEFT, lane, side * 2 * half * half);
    }
  }

  private static void set(KernelCase c, long vector, int lane, double value) {
    c.precision.set(c.work(), vector, lane, value);
  }
}
