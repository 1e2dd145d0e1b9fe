package io.skiplane.lanes;

import io.skiplane.memory.Precision;
import java.lang.foreign.MemorySegment;

/**
 * The lane-parallel loops of one precision, as a contract that the vector and the scalar twin keep
 * to the last bit.
 *
 * <p>Common terms. W is the logical width, 16 floats or 8 doubles, on every machine. Offsets are in
 * bytes and multiples of 64 unless said otherwise; counts named {@code n} are numbers, multiples of
 * W (arrays are padded with zeros). {@code work} is the caller's workspace, whose first {@link
 * #LANE_BYTES} bytes are the lane area: loops leave the W partial sums of their results there, and
 * {@link LaneSum} adds them in one fixed order. Lane l of a sum holds the terms with index ≡ l mod
 * W, so any part of the lanes can run by itself and hardware with short vectors runs them in turn.
 * Every product that is added is one fused multiply-add. Nothing here checks ranges or allocates:
 * the public doors check, and the JVM's own bounds checks stay on.
 */
public interface Kernels extends CohortKernels, NarrowKernels {
  /** Where the lane area's room for the accumulators of a group of W rows begins. */
  long ACCUMULATORS = 8L * Precision.VECTOR_BYTES;

  /**
   * Where the lane area's room for the outputs of W inputs begins, behind the accumulators of s.
   */
  long OUTPUTS = ACCUMULATORS + 16L * Precision.VECTOR_BYTES;

  /** Size of the lane area at the start of every workspace: 8 sums and 64 accumulators. */
  long LANE_BYTES = 72L * Precision.VECTOR_BYTES;

  /** Patches up to this size are processed with a patch in each lane, larger ones row by row. */
  int NARROW_LIMIT = 16;

  /** Rows that the row loops take at most: an accumulator each, and a bit each in a long. */
  int MOST_ROWS = 64;

  /** Rows of at most this many bytes are taken many at a time, longer ones one after the other. */
  long SHORT_ROW = 1024;

  /**
   * Pairs of vectors of normals after which a stream is seeded anew, so that any run can be had
   * alone.
   */
  long RUN_PAIRS = 128;

  /**
   * Pairs that a loop draws at least, though it may want fewer: numbers do not depend on how many
   * are drawn, and fewer leave the vector loop no room for its states: the scalar twin makes them.
   */
  long LEAST_PAIRS = 4;

  /** Columns to which narrower patches are padded, so that one unrolled loop serves them. */
  int NARROW_COLUMNS = 8;

  /** Format of all numbers. */
  Precision precision();

  /** Which twin this is: {@code vector} or {@code scalar}. */
  String twin();

  /** Bits of the hardware vectors used; 0 for the scalar twin. */
  int laneBits();

  /**
   * Independent N(0,1) numbers by the Box-Muller transform of xoshiro256++ in 8 lanes of 64 bits.
   * Each lane has two generators, for the first and for the second vectors of the pairs, with
   * states hashed from the two keys (see {@link StreamKey}) for every run of {@link #RUN_PAIRS}
   * pairs.
   *
   * <p>A pair is two logical vectors: {@code r cos θ} then {@code r sin θ}. Floats reach ±6.66,
   * from a 31-bit uniform and a half, and are within 2e−6 of the exact transform of the same words;
   * doubles reach ±8.49, from a 52-bit uniform, and are within 4e−15.
   *
   * @param out [pairs][2][W], modified
   */
  void normals(MemorySegment out, long offset, long pairs, long key0, long key1);

  /** {@code Σ x_i y_i}, in four accumulators by vector index mod 4; x, y: [n], not modified. */
  double dot(
      MemorySegment x, long xOffset, MemorySegment y, long yOffset, long n, MemorySegment work);

  /** Fills {@code bytes} bytes with zeros; a multiple of 64. */
  void clear(MemorySegment memory, long offset, long bytes);

  /** {@code y ← y + scale·x}; x: [n] not modified, y: [n] modified. */
  void addScaled(
      double scale, MemorySegment x, long xOffset, MemorySegment y, long yOffset, long n);

  /** {@code y ← alpha·y + beta·x}, one rounding for beta·x and one for the rest. */
  void combine(
      double alpha,
      MemorySegment y,
      long yOffset,
      double beta,
      MemorySegment x,
      long xOffset,
      long n);

  /**
   * What a population step needs of the output weight: lane vector 0 gets {@code Σ a_j}, 1 gets
   * {@code Σ a_j a*_j}; each in two accumulators by vector index mod 2.
   */
  void outputSums(MemorySegment a, long aOffset, long starOffset, long n, MemorySegment work);

  /**
   * Population steps of a, {@code a_j ← keep·a_j + (gain·a*_j + shift)} for all j below k, one
   * rounding for each bracket. a* lies in work at {@code starOffset}.
   *
   * @param k numbers without padding; the padding stays 0
   * @param table gain and shift of each step: number[steps][2] in work, aligned to its numbers, not
   *     modified
   */
  void outputSteps(
      MemorySegment a,
      long aOffset,
      long starOffset,
      long k,
      double keep,
      long steps,
      long table,
      MemorySegment work);

  /**
   * Lane vector 0 gets {@code Σ (v_i − v*_i)²}, 1 gets {@code Σ (v_i + v*_i)²}: the squared chords
   * from which cos φ, sin φ and φ follow without cancellation at either end.
   */
  void chords(MemorySegment v, long vOffset, long starOffset, long n, MemorySegment work);

  /**
   * Steps of v within the plane of v and v*, {@code v_i ← pull·(v*_i − side·v_i) + (v_i +
   * growth·v_i)}, one rounding for each bracket. {@code side} is the sign of cos φ.
   *
   * @param table −side, growth and pull of each step: number[steps][3] in work, aligned to its
   *     numbers, not modified
   */
  void planeSteps(
      MemorySegment v,
      long vOffset,
      long starOffset,
      long n,
      long steps,
      long table,
      MemorySegment work);

  /**
   * The sums of lane vectors 0 to 7 of the lane area: that of vector r becomes number r·W/8 of
   * vector 0, and repeats up to the next; the other vectors hold anything.
   */
  void eightSums(MemorySegment work);

  /**
   * Lane vectors 1, 3 and 5 get {@code Σ ξ_i v_i}, {@code Σ ξ_i (v*_i − side·v_i)} and {@code Σ
   * ξ_i²}; vector 7 gets 0.
   *
   * @param starOffset v*: [p] in work, with zeros in the padding
   * @param xiOffset ξ: [p] in work, aligned to its numbers; what lies behind it, up to a multiple
   *     of W numbers, counts as 0
   * @param p numbers of v, v* and ξ without padding
   * @param side the sign of cos φ
   */
  void directionSums(
      MemorySegment v,
      long vOffset,
      long starOffset,
      long xiOffset,
      long p,
      double side,
      MemorySegment work);

  /**
   * A step of v within its plane and along a further direction, {@code v_i ← keep·v_i + pull·(v*_i
   * − side·v_i) + push·ξ_i} for all i below p; the padding stays 0. Arrays as in {@link
   * #directionSums}.
   */
  void directionStep(
      MemorySegment v,
      long vOffset,
      long starOffset,
      long xiOffset,
      long p,
      double side,
      double keep,
      double pull,
      double push,
      MemorySegment work);

  /**
   * Patches by their projections on v and e2: {@code u_j = x_j}, {@code u*_j = c x_j + s y_j},
   * {@code b_j = a_j 1[u_j > 0]}. Lane vectors 0, 2, 4 and 6 become {@code Σ a_j σ(u_j)}, {@code Σ
   * a*_j σ(u*_j)}, {@code Σ b_j y_j} and {@code Σ b_j²}.
   *
   * @param aOffset byte of the first of the k weights in a; the padding of a is 0
   * @param starOffset likewise of a*, in a segment that may be work; not modified
   * @param drawsOffset x and y of W patches in turn, [⌊k/W⌋][2][W], then [2][k mod W], in work, not
   *     modified; finite numbers lie behind them up to 64 bytes further
   * @param first whether the sums begin at 0 instead of what the lane area holds
   */
  void projectedPatches(
      MemorySegment a,
      long aOffset,
      MemorySegment star,
      long starOffset,
      long drawsOffset,
      long k,
      boolean first,
      double cosine,
      double sine,
      MemorySegment work);

  /**
   * {@code y_j ← y_j + scale·σ(x_j)} for all j below k; the padding stays as it is.
   *
   * @param drawsOffset x as in {@link #projectedPatches}, in work, not modified
   */
  void addActivations(
      double scale, MemorySegment y, long yOffset, long drawsOffset, long k, MemorySegment work);

  /**
   * One pass over both weights that ends a projected step and begins the next: {@link
   * #addActivations} to a with x′, {@link #projectedPatches} of a whole input with x and y, {@link
   * #directionStep} along ξ′, {@link #directionSums} with ξ, {@link #eightSums}.
   *
   * @param weights a: [k] at its begin and v: [p] at {@code vOffset}, modified; the padding stays 0
   * @param push scale of σ(x′), at {@code drawsBefore} in work
   * @param p numbers of v without padding, or 0: then v stays, and sums 1, 3 and 5 are 0
   * @param sideBefore with keep, pull and pushXi of the step along ξ′, at {@code xiBefore} in work
   */
  void projectedPass(
      MemorySegment weights,
      long k,
      double push,
      long drawsBefore,
      MemorySegment star,
      long starOffset,
      long drawsOffset,
      double cosine,
      double sine,
      long vOffset,
      long p,
      long starVOffset,
      long xiBefore,
      long xiOffset,
      double sideBefore,
      double keep,
      double pull,
      double pushXi,
      double side,
      MemorySegment work);

  /**
   * Along and length of a direction: {@code Σ_i s_i v_i} and {@code Σ_i s_i²}, each in two
   * accumulators by vector index mod 2, as the first two numbers of the lane area. Numbers of s
   * beyond p become 0.
   *
   * @param p numbers of s and v without padding
   * @param sOffset s: [p] in work, its padding modified
   * @param v [p] with zeros in the padding, not modified
   */
  void alongAndLength(long sOffset, long p, MemorySegment v, long vOffset, MemorySegment work);

  /**
   * The sampled step of some output weights: {@code a_j ← a_j + push·σ_j} for all j below k.
   *
   * @param a number[k] at {@code aOffset}, aligned to its numbers, modified; what follows stays
   * @param activationOffset σ: [k] in work, its padding may hold anything, not modified
   */
  void addActivation(
      MemorySegment a,
      long aOffset,
      long k,
      double push,
      long activationOffset,
      MemorySegment work);

  /**
   * The end of a step on one input whose σ(u) and s are complete: {@link #alongAndLength}, and with
   * the residual {@code r = s·v − label} the moves {@code a ← a − etaA r σ(u)} and {@link
   * SphereStep} of v. One call, because a small step waits for a chain of operations through all of
   * it.
   *
   * @param p columns, at least 2
   * @param weights a: [k] and v: [p], modified unless NaN is returned
   * @param sOffset s: [p] in work, its padding becomes 0; the lane area's first two numbers become
   *     s·v and ‖s‖²
   * @return r, or NaN where the step is not finite: then a and v stay as they were
   */
  double stepEnd(
      long k,
      long p,
      double label,
      double etaA,
      double etaW,
      MemorySegment weights,
      long aOffset,
      long vOffset,
      long activationOffset,
      long sOffset,
      MemorySegment work);

  /**
   * One pass over patches that are rows of Z: {@code u_r = Σ_i v_i Z_ri}, {@code b_r = a_r 1[u_r >
   * 0]}, {@code s_i += Σ_r b_r Z_ri} in the order of the rows. u by lanes, in one accumulator for
   * rows of up to {@link #SHORT_ROW} bytes, in four by vector index mod 4 for longer ones, of which
   * those with b_r = 0 are left out of s.
   *
   * @param z [rows][n], not modified
   * @param far whether z comes from main memory, as a hint: the numbers are the same
   * @param weights a: number[rows] from byte {@code aOffset}, aligned to its numbers, W more may be
   *     read; v: [n]; not modified
   * @param work σ and b: number[rows] each, aligned to their numbers, modified as are the W numbers
   *     behind them, which hold anything; s: [n], modified
   */
  void rowPatches(
      MemorySegment z,
      long zOffset,
      long rows,
      boolean far,
      MemorySegment weights,
      long aOffset,
      long vOffset,
      long n,
      long activationOffset,
      long gateOffset,
      long sOffset,
      MemorySegment work);

  /**
   * {@link #rowPatches} and the label of the same rows, which come from a cache: adds {@code a*_r
   * σ(Z_r·v*)} to lane vector 1; row r belongs to lane {@code (firstLane + r) mod W}.
   *
   * @param rows at most {@link #MOST_ROWS}
   * @param work a*: number[rows], aligned to its numbers, v*: [n], not modified; Z_r·v*:
   *     number[rows] and W more at {@code uStarOffset}, modified
   */
  void rowTaught(
      MemorySegment z,
      long zOffset,
      int rows,
      MemorySegment weights,
      long aOffset,
      long vOffset,
      long n,
      long activationOffset,
      long gateOffset,
      long sOffset,
      long aStarOffset,
      int firstLane,
      long vStarOffset,
      long uStarOffset,
      MemorySegment work);

  /**
   * Some steps of the reduced recurrence for {@code vectors}·W students, one in each lane.
   *
   * <p>{@code S ← sKeep·S + eSum·G + sShift}, {@code T ← tKeep·T − eSum·S + eNorm·G + tShift} with
   * the old S, {@code φ ← φ + atan(turn·T·G′)} with the old T, folded into [−π, π]; its sign tells
   * the side of v* that v lies on and changes where a turn goes past v* or −v*; {@code G = (π −
   * |φ|) cos φ + sin |φ|}, {@code G′ = −(π − |φ|) sin φ}.
   *
   * @param memory {@link ReducedLanes#ARRAYS} arrays of [vectors][W], in the order of {@link
   *     ReducedLanes}; the first three are modified, the last is scratch
   */
  void reduced(MemorySegment memory, int vectors, long steps);
}
