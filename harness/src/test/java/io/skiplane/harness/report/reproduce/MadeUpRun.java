package io.skiplane.harness.report.reproduce;

import io.skiplane.descent.Point;
import io.skiplane.harness.study.Agreement;
import io.skiplane.harness.study.Cell;
import io.skiplane.harness.study.Claim;
import io.skiplane.harness.study.Path;
import io.skiplane.harness.study.ReproduceRun;
import io.skiplane.harness.study.RunInfo;
import io.skiplane.harness.study.Variant;
import java.util.ArrayList;
import java.util.List;

/** A run that could have been: counts made up, paths from the closed form of gradient descent. */
final class MadeUpRun {
  static final long STUDENTS = 5000;
  private static final long[] KS = {16, 25, 36, 49, 64, 81, 100};
  private static final long[] SHORT_WARM_UP = {5000, 5000, 4993, 4871, 4402, 3940, 3527};
  private static final long[] NO_WARM_UP = {4310, 4105, 3890, 3720, 3541, 3390, 3268};
  private static final long[] CNN = {2544, 2507, 2489, 2531, 2466, 2498, 2512};

  private MadeUpRun() {}

  static ReproduceRun plain() {
    return of(
        new RunInfo(
            "0.1.0", 1, "vector", 512, "25.0.1+8-LTS", "AMD EPYC 9R14", 2, 31.42, 3_214_567_890L),
        List.of(
            new Claim(
                "A ResNet start with a warm-up of k² steps reaches the global optimum.",
                true,
                "Every one of 35,000 students did, at every k."),
            new Claim(
                "A ResNet start with a warm-up of 1000 steps reaches the global optimum.",
                false,
                "From k = 36 on it falls short: 99.86 % there, 70.54 % at k = 100."),
            new Claim(
                "The plain CNN start is trapped with a probability between 1/4 and 3/4.",
                true,
                "Between 48.92 % and 50.54 % of students were, over all k.")),
        paths());
  }

  static ReproduceRun of(RunInfo info, List<Claim> claims, List<Path> paths) {
    return new ReproduceRun(
        info, "6√k", "‖a*‖/4", 0.45 * Math.PI, 1e-6, cells(), claims, agreements(), paths);
  }

  static List<Path> paths() {
    return List.of(
        descend("ResNet start with warm-up", Variant.RESNET_WARMUP, 0.45 * Math.PI, 0.9, 17),
        descend("plain CNN start, trapped", Variant.CNN_CONSTANT, 0.62 * Math.PI, -2.6, 4));
  }

  private static List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < KS.length; i++) {
      cells.add(cell(i, Variant.RESNET_WARMUP, SHORT_WARM_UP[i], 0));
      cells.add(cell(i, Variant.RESNET_WARMUP_THEORY, STUDENTS, 0));
      cells.add(cell(i, Variant.RESNET_CONSTANT, NO_WARM_UP[i], 3L * i));
      cells.add(cell(i, Variant.CNN_CONSTANT, CNN[i], i));
    }
    return cells;
  }

  private static Cell cell(int i, Variant variant, long success, long undecided) {
    long k = KS[i];
    return new Cell(
        k,
        8,
        variant,
        STUDENTS,
        success,
        STUDENTS - success - undecided,
        undecided,
        success == 0 ? -1 : 21 * k * k + 1000,
        "c0ffee");
  }

  private static List<Agreement> agreements() {
    return List.of(
        new Agreement("population, reduced", "largest relative difference", 4.4e-15, 1e-9),
        new Agreement("population, dense", "largest z-score of the mean gradient", 2.31, 4.5),
        new Agreement("population, projected", "largest z-score of the mean gradient", 1.87, 4.5),
        new Agreement("dense, projected", "largest z-score of second moments", 2.95, 4.5),
        new Agreement("dense, resident", "difference of the end states", 0, 0));
  }

  /** Population gradient descent for k = 16, written down anew. */
  private static Path descend(String name, Variant variant, double phi, double size, long student) {
    int k = 16;
    double norm = 6 * Math.sqrt(k);
    double sum = norm / 4;
    double wave = Math.sqrt((norm * norm - sum * sum / k) * 2 / k);
    double[] target = new double[k];
    double[] a = new double[k];
    for (int j = 0; j < k; j++) {
      double cosine = Math.cos(Math.PI * (j + 0.5) / k);
      target[j] = sum / k + wave * cosine;
      a[j] = size * cosine + 0.3 * Math.sin(3 * j);
    }
    List<Point> points = new ArrayList<>();
    double angle = phi;
    int end = variant == Variant.RESNET_WARMUP ? 9500 : 12000;
    int next = 0;
    for (int step = 0; step <= end; step++) {
      if (step == next || step == end) {
        points.add(point(step, a, target, angle));
        next = step + 1 + step / 40;
      }
      angle = step(variant, step, a, target, angle);
    }
    return new Path(name, variant, k, student, norm * norm, sum, points);
  }

  private static double step(Variant variant, int step, double[] a, double[] target, double phi) {
    var sizes = variant.stepSizes(a.length);
    var phase = sizes.phases().get(sizes.phaseAt(step));
    double g = (Math.PI - phi) * Math.cos(phi) + Math.sin(phi);
    double excess = dot(a, null) - dot(target, null);
    double turn = phase.etaW() * dot(a, target) * (Math.PI - phi) / (2 * Math.PI);
    for (int j = 0; j < a.length; j++) {
      double slope = excess + (Math.PI - 1) * a[j] - (g - 1) * target[j];
      a[j] -= phase.etaA() / (2 * Math.PI) * slope;
    }
    return phi - Math.atan2(turn * Math.sin(phi), 1);
  }

  private static Point point(int step, double[] a, double[] target, double phi) {
    double g = (Math.PI - phi) * Math.cos(phi) + Math.sin(phi);
    double t = dot(a, target);
    double distance = dot(a, a) - 2 * t + dot(target, target);
    double excess = dot(a, null) - dot(target, null);
    double loss =
        ((Math.PI - 1) * (distance + 2 * t) + excess * excess - 2 * (g - 1) * t) / (4 * Math.PI);
    return new Point(
        step, Math.max(loss, 1e-15), phi, t, Math.max(distance, 1e-15), 2 - 2 * Math.cos(phi));
  }

  private static double dot(double[] x, double @org.jspecify.annotations.Nullable [] y) {
    double sum = 0;
    for (int j = 0; j < x.length; j++) {
      sum += x[j] * (y == null ? 1 : y[j]);
    }
    return sum;
  }
}
