package io.skiplane.bench.rows;

import io.skiplane.memory.Precision;

/**
 * The model of the limits: what one step cannot do without.
 *
 * <p>A step takes at least
 *
 * <pre>
 * normals · (ns of a normal alone) + max(flops / FMA rate, numbers · bytes / bandwidth of the level)
 * </pre>
 *
 * <p>where all rates are measured in the same run on the same core. Two threads multiply and draw
 * twice as fast; what they load from memory together is measured too. A fused multiply-add is two
 * flops; comparisons, blends, square roots and what a step does once are free. Numbers count once
 * however often they are read, without padding; the level is the one that the row is pinned to, or
 * else the nearest that holds the working set. The generator's share is added, not overlapped, as
 * it keeps the same units busy.
 *
 * <table>
 * <caption>Cost of a step, k patches of p numbers</caption>
 * <tr><th>kind</th><th>flops</th><th>numbers read</th><th>normals</th><th>why</th></tr>
 * <tr><td>resident</td><td>4kp</td><td>kp</td><td>0</td>
 *   <td>u = Zv and s = Σ b_j Z_j; the labels are given. A kernel that leaves out the rows whose
 *   gate is shut does 3kp on average, so where flops bind it could pass this limit.</td></tr>
 * <tr><td>dense</td><td>6kp</td><td>kp, L1</td><td>kp</td>
 *   <td>and u* = Zv*; drawn block by block into the first-level cache</td></tr>
 * <tr><td>projected</td><td>14k + 18p</td><td>5k + 6p</td><td>2k + p</td>
 *   <td>u* 3, f 2, g 2, S2 2, Q 2, the step of a 3; ξ·v, ξ·e2, ‖ξ‖² 7, the step of v 5, the chords
 *   to v* and −v* 6</td></tr>
 * <tr><td>population</td><td>4k + 4p</td><td>0</td><td>0</td>
 *   <td>two multiply-adds for each weight; what S, T and φ become follows from them alone, and the
 *   weights may stay in registers over many steps</td></tr>
 * <tr><td>reduced</td><td>47 float, 71 double</td><td>0</td><td>0</td>
 *   <td>the polynomials of sin, cos and atan, of degree 5, 4, 2 in float and 9, 8, 6 in double, 22
 *   or 46; π − φ and what makes sin φ and cos φ of it 6, G 2, S and T 10, the tangent of the turn
 *   4, the turn 3; state and coefficients of 8 vectors stay in the first-level cache</td></tr>
 * <tr><td>normals</td><td>0</td><td>0</td><td>0</td>
 *   <td>its limit is the random words it takes: one 32-bit word a float, two a double</td></tr>
 * </table>
 *
 * @param flops floating-point operations of a step
 * @param numbers numbers that a step must read at least once
 * @param normals normals that a step draws
 * @param words random 32-bit words that a step draws outside of those normals
 */
public record Cost(double flops, double numbers, double normals, double words) {

  /** The cost of one step (student-step, number) of a row. */
  public static Cost of(Row row, Precision precision) {
    return of(row.kind(), row.k(), row.p(), precision);
  }

  /** The same for any shape, batch 1. */
  static Cost of(StepKind kind, double k, double p, Precision precision) {
    return switch (kind) {
      case RESIDENT, RESIDENT_LANES, RESIDENT_TEAM -> new Cost(4 * k * p, k * p, 0, 0);
      case DENSE, DENSE_TEAM -> new Cost(6 * k * p, k * p, k * p, 0);
      case PROJECTED -> new Cost(14 * k + 18 * p, 5 * k + 6 * p, 2 * k + p, 0);
      case POPULATION -> new Cost(4 * k + 4 * p, 0, 0, 0);
      case REDUCED -> new Cost(precision == Precision.FLOAT ? 47 : 71, 0, 0, 0);
      case NORMALS -> new Cost(0, 0, 0, precision.bytes() / (double) Integer.BYTES);
    };
  }

  /** The cost of a step on so many inputs. */
  Cost times(int batch) {
    return new Cost(flops * batch, numbers * batch, normals * batch, words * batch);
  }

  /** The level from which the numbers come. */
  public Level level(Row row, Precision precision, Caches caches) {
    Level pinned = row.level();
    if (pinned != null) {
      return caches.holding(row.inputs(precision, caches) * row.inputBytes(precision));
    }
    return row.kind() == StepKind.DENSE || row.kind() == StepKind.DENSE_TEAM
        ? Level.L1
        : caches.holding((long) bytes(precision));
  }

  /** Bytes that a step must read at least once. */
  public double bytes(Precision precision) {
    return numbers * precision.bytes();
  }

  /** Flops a byte: where the row stands on the roofline. */
  public double intensity(Precision precision) {
    return flops / bytes(precision);
  }

  /** The least nanoseconds of a step on so many threads, by the limits measured. */
  public double limit(Limits limits, Precision precision, Level level, int threads) {
    return generator(limits, precision, threads)
        + Math.max(
            time(flops, 1 / limits.gigaflops(precision)) / threads,
            time(bytes(precision), 1 / limits.bandwidth(level, threads)));
  }

  /** Nanoseconds of drawing alone, part of the limit. */
  public double generator(Limits limits, Precision precision, int threads) {
    return (time(normals, limits.normal(precision)) + time(words, limits.word())) / threads;
  }

  /** What is not needed costs nothing, though its rate was not measured. */
  private static double time(double count, double each) {
    return count == 0 ? 0 : count * each;
  }
}
