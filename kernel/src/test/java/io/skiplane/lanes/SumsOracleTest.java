package io.skiplane.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.fuzz.Fuzz;
import io.skiplane.memory.Precision;
import io.skiplane.testing.DoubleDouble;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The kernel's sums against sums in 106 bits. The bound is γ_m Σ|terms|, γ_m = mu/(1 − mu), where m
 * counts the roundings from a term to the result: those of its lane's accumulator, of the
 * accumulators' sum and of the tree of lanes, and one for each operation that makes the term.
 */
@Tag("fuzz")
class SumsOracleTest {
  private static final long ROUNDS = 1500;

  private final Map<String, Double> worst = new TreeMap<>();
  private final Random random = new Random(5);
  private Precision precision = Precision.FLOAT;
  private MemorySegment memory = MemorySegment.NULL;
  private MemorySegment work = MemorySegment.NULL;
  private int n;

  @ParameterizedTest
  @EnumSource(Precision.class)
  void withinTheBound(Precision of) {
    precision = of;
    try (Arena arena = Arena.ofConfined()) {
      memory = arena.allocate(1 << 20, 64);
      work = arena.allocate(1 << 20, 64);
      for (long round = 0; round < Fuzz.cases(ROUNDS); round++) {
        n = random.nextInt(20) == 0 ? 1 + random.nextInt(5000) : 1 + random.nextInt(200);
        dots(Twins.chosen(of));
        outputSums(Twins.chosen(of));
        chords(Twins.chosen(of));
        directionSums(Twins.chosen(of));
        alongAndLength(Twins.chosen(of));
        narrowPatches(Twins.chosen(of));
        rowPatches(Twins.chosen(of));
        populationSteps(Twins.chosen(of));
      }
    }
    worst.forEach(
        (name, ratio) ->
            System.out.printf("%s, %s: observed maximum %.3f of the bound%n", name, of, ratio));
    assertThat(worst).hasSize(17).allSatisfy((name, ratio) -> assertThat(ratio).isLessThan(1));
  }

  private void dots(Kernels kernels) {
    long x = fill(memory, 0, n);
    long y = fill(memory, 1, n);
    double dot = kernels.dot(memory, x, memory, y, precision.padded(n), work);
    check("dot", dot, n, 4, 0, i -> product(memory, x, memory, y, i));
    double norm = Math.sqrt(kernels.dot(memory, x, memory, x, precision.padded(n), work));
    DoubleDouble squared = DoubleDouble.ZERO;
    for (int i = 0; i < n; i++) {
      squared = squared.plus(product(memory, x, memory, x, i));
    }
    double bound = gamma(roundings(n, 4)) / 2 + 0x1p-52;
    double error = squared.root().minus(DoubleDouble.of(norm)).abs().value();
    note("norm", error, 1.05 * bound * squared.root().value());
  }

  private void outputSums(Kernels kernels) {
    long a = fill(memory, 0, n);
    long star = fill(work, 1, n);
    kernels.outputSums(memory, a, star, precision.padded(n), work);
    check("Σa", lanes(0), n, 2, 0, i -> DoubleDouble.of(get(memory, a, i)));
    check("Σaa*", lanes(1), n, 2, 0, i -> product(memory, a, work, star, i));
  }

  private void chords(Kernels kernels) {
    long v = fill(memory, 0, n);
    long star = fill(work, 1, n);
    kernels.chords(memory, v, star, precision.padded(n), work);
    for (int sign = -1; sign <= 1; sign += 2) {
      int s = sign;
      check(
          sign < 0 ? "‖v−v*‖²" : "‖v+v*‖²",
          lanes(sign < 0 ? 0 : 1),
          n,
          1,
          2, // the difference is rounded, and squared
          i -> {
            DoubleDouble d = DoubleDouble.sum(get(memory, v, i), s * get(work, star, i));
            return d.times(d);
          });
    }
  }

  private void directionSums(Kernels kernels) {
    long v = fill(memory, 0, n);
    long star = fill(work, 1, n);
    long xi = fill(work, 2, n);
    kernels.directionSums(memory, v, star, xi, n, 1, work);
    check("ξ·v", lanes(1), n, 1, 0, i -> product(memory, v, work, xi, i));
    check(
        "ξ·(v*−v)",
        lanes(3),
        n,
        1,
        1,
        i -> DoubleDouble.sum(get(work, star, i), -get(memory, v, i)).times(get(work, xi, i)));
    check("‖ξ‖²", lanes(5), n, 1, 0, i -> product(work, xi, work, xi, i));
  }

  private void alongAndLength(Kernels kernels) {
    long s = fill(work, 1, n);
    long v = fill(memory, 0, n);
    kernels.alongAndLength(s, n, memory, v, work);
    check("s·v", get(work, 0, 0), n, 2, 0, i -> product(work, s, memory, v, i));
    check("‖s‖²", get(work, 0, 1), n, 2, 0, i -> product(work, s, work, s, i));
  }

  /** One group of W patches: u and σ(u) of a lane, and lane sums of s. */
  private void narrowPatches(Kernels kernels) {
    int w = precision.lanes();
    int columns = 8 + 2 * random.nextInt(5);
    int patches = 1 + random.nextInt(w);
    long z = fill(memory, 0, columns * w);
    long a = fill(memory, 1, patches);
    long v = fill(memory, 2, columns);
    long u = place(1);
    long s = place(2);
    kernels.narrowPatches(memory, z, 1, columns, true, memory, a, v, u, s, work);
    for (int j = 0; j < patches; j++) {
      int lane = j;
      checkActivation(
          "σ(u), narrow", get(work, u, j), columns, i -> product(memory, z + lane(i, lane), v, i));
    }
    for (int i = 0; i < columns; i++) {
      int column = i;
      double sum = 0;
      for (int lane = 0; lane < w; lane++) {
        sum += get(work, s, column * w + lane); // One term a lane: exact, then w in double.
      }
      check(
          "s, narrow",
          sum,
          patches,
          1,
          w,
          j ->
              get(work, u, j) > 0 ? product(memory, z + lane(column, j), a, j) : DoubleDouble.ZERO);
    }
  }

  private void rowPatches(Kernels kernels) {
    int rows = 1 + random.nextInt(16);
    int columns = Math.min(n, 700);
    long row = precision.paddedBytes(columns);
    long z = place(0);
    for (int r = 0; r < rows; r++) {
      write(memory, z + r * row, columns);
    }
    long a = fill(memory, 1, rows);
    long v = fill(memory, 2, columns);
    long u = place(1);
    long s = place(2);
    long gates = place(3);
    kernels.rowPatches(
        memory, z, rows, false, memory, a, v, precision.padded(columns), u, gates, clear(s), work);
    for (int r = 0; r < rows; r++) {
      long at = z + r * row;
      checkActivation(
          "σ(u), rows", get(work, u, r), columns, i -> product(memory, at, memory, v, i));
    }
    for (int i = 0; i < columns; i += 1 + columns / 5) {
      long at = z + (long) i * precision.bytes();
      check(
          "s, rows",
          get(work, s, i),
          rows * precision.lanes(), // every term one after the other
          1,
          0,
          j ->
              j < rows && get(work, u, j) > 0
                  ? product(memory, at + j * row, a, j)
                  : DoubleDouble.ZERO);
    }
  }

  /** A step of a and one of v: a few roundings a weight. */
  private void populationSteps(Kernels kernels) {
    long a = fill(memory, 0, n);
    long star = fill(work, 1, n);
    long table = place(2);
    double keep = (float) random.nextDouble();
    double[] parameters = {
      (float) random.nextGaussian(), (float) random.nextGaussian(), (float) random.nextGaussian()
    };
    double[] before = new double[n];
    for (int i = 0; i < n; i++) {
      before[i] = get(memory, a, i);
    }
    for (int i = 0; i < 3; i++) {
      precision.set(work, table, i, parameters[i]);
    }
    kernels.outputSteps(memory, a, star, n, keep, 1, table, work);
    for (int i = 0; i < n; i++) {
      DoubleDouble kept = DoubleDouble.product(before[i], keep);
      DoubleDouble gain = DoubleDouble.product(get(work, star, i), parameters[0]);
      double size = kept.abs().value() + gain.abs().value() + Math.abs(parameters[1]);
      DoubleDouble exact = kept.plus(gain).plus(parameters[1]);
      double error = exact.minus(DoubleDouble.of(get(memory, a, i))).abs().value();
      note("step of a", error, gamma(2) * size);
      before[i] = get(memory, a, i);
    }
    kernels.planeSteps(memory, a, star, precision.padded(n), 1, table, work);
    for (int i = 0; i < n; i++) {
      DoubleDouble x = DoubleDouble.of(before[i]);
      DoubleDouble away = x.times(parameters[0]).plus(get(work, star, i)).times(parameters[2]);
      DoubleDouble exact = x.times(parameters[1]).plus(x).plus(away);
      double size =
          Math.abs(before[i]) * (1 + Math.abs(parameters[1]))
              + Math.abs(parameters[2])
                  * (Math.abs(get(work, star, i)) + Math.abs(parameters[0] * before[i]));
      double error = exact.minus(DoubleDouble.of(get(memory, a, i))).abs().value();
      note("step of v", error, gamma(2) * size);
    }
  }

  /** σ(u) of terms that may be in up to four accumulators, of which none is shorter than one. */
  private void checkActivation(
      String name, double actual, int count, IntFunction<DoubleDouble> term) {
    DoubleDouble u = DoubleDouble.ZERO;
    double size = 0;
    for (int i = 0; i < count; i++) {
      u = u.plus(term.apply(i));
      size += term.apply(i).abs().value();
    }
    DoubleDouble exact = u.value() > 0 ? u : DoubleDouble.ZERO;
    int chain = name.endsWith("rows") ? roundings(count, 1) : count;
    note(name, exact.minus(DoubleDouble.of(actual)).abs().value(), gamma(chain) * size);
  }

  private void check(
      String name,
      double actual,
      int count,
      int accumulators,
      int more,
      IntFunction<DoubleDouble> term) {
    DoubleDouble exact = DoubleDouble.ZERO;
    double size = 0;
    for (int i = 0; i < count; i++) {
      DoubleDouble t = term.apply(i);
      exact = exact.plus(t);
      size += t.abs().value();
    }
    double error = exact.minus(DoubleDouble.of(actual)).abs().value();
    note(name, error, gamma(roundings(count, accumulators) + more) * size);
  }

  private void note(String name, double error, double bound) {
    worst.merge(name, error == 0 ? 0 : error / bound, Math::max);
  }

  /** Of the longest chain: a lane's accumulator, the accumulators' sum, the tree of lanes. */
  private int roundings(int count, int accumulators) {
    int w = precision.lanes();
    int vectors = (count + w - 1) / w;
    int chain = (vectors + accumulators - 1) / accumulators;
    return chain + Integer.numberOfTrailingZeros(accumulators) + Integer.numberOfTrailingZeros(w);
  }

  private double gamma(int count) {
    double u = precision == Precision.FLOAT ? 0x1p-24 : 0x1p-53;
    return count * u / (1 - count * u);
  }

  private double lanes(int vector) {
    return precision == Precision.FLOAT
        ? LaneSum.sumFloat(work, vector * 64L)
        : LaneSum.sumDouble(work, vector * 64L);
  }

  private long lane(int column, int lane) {
    return ((long) column * precision.lanes() + lane) * precision.bytes();
  }

  /** Byte of array {@code number}, behind the lane area. */
  private static long place(int number) {
    return Kernels.LANE_BYTES + number * (1L << 17);
  }

  private long fill(MemorySegment segment, int number, int count) {
    write(segment, place(number), count);
    return place(number);
  }

  /** Numbers of many sizes and both signs, with zeros in the padding. */
  private void write(MemorySegment segment, long at, int count) {
    segment.asSlice(at, precision.paddedBytes(count)).fill((byte) 0);
    for (int i = 0; i < count; i++) {
      double x = random.nextGaussian() * Math.scalb(1, -random.nextInt(12));
      precision.set(segment, at, i, x);
    }
  }

  private long clear(long at) {
    work.asSlice(at, 1 << 16).fill((byte) 0);
    return at;
  }

  private double get(MemorySegment segment, long offset, long index) {
    return precision.get(segment, offset, index);
  }

  private DoubleDouble product(MemorySegment x, long at, MemorySegment y, long other, int i) {
    return DoubleDouble.product(get(x, at, i), get(y, other, i));
  }

  /** The number at {@code at} times number i of the array at {@code other}, both outside work. */
  private DoubleDouble product(MemorySegment x, long at, long other, int i) {
    return DoubleDouble.product(get(x, at, 0), get(memory, other, i));
  }
}
