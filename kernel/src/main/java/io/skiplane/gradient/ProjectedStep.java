package io.skiplane.gradient;

import io.skiplane.lanes.Kernels;
import io.skiplane.lanes.StreamKey;
import io.skiplane.lanes.Twins;
import io.skiplane.memory.Precision;
import io.skiplane.model.Student;
import io.skiplane.model.Teacher;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/**
 * The dense step, equal in law, from 2k + p normals a step. With e2 the unit vector of v* − cv, a
 * patch enters through x_j = Z_j·v, y_j = Z_j·e2 and the rest of s, which is Gaussian given x and
 * y:
 *
 * <pre>
 * u_j = x_j    u*_j = c x_j + sin φ y_j    S2 = Σ b_j y_j    Q = Σ b_j²    b_j = a_j 1[x_j > 0]
 * (I − vvᵀ)s = S2 e2 + √Q (ξ − (ξ·v)v − (ξ·e2)e2)
 * </pre>
 *
 * <p>In a batch S2 adds up with weight r and Q with r²: one ξ a step. At φ = 0 or π the plane of v
 * and v* degenerates and e2 is just another direction of ξ.
 */
final class ProjectedStep implements GradientStep {
  private static final int BLOCK_PATCHES = 2048;
  private static final long XI_BLOCK = -1;

  /**
   * Below this sin φ, e2 magnifies an error of the norm so much that none may be left to the next
   * step.
   */
  private static final double NEAR_POLE = 0.01;

  private final Kernels kernels;
  private final Precision precision;
  private final StreamKey key;
  private final MemorySegment weights;
  private final MemorySegment work;
  private final int batch;
  private final long k;
  private final long p;
  private final long paddedK;
  private final long paddedP;
  private final long blocks;
  private final long vOffset;
  private final long starA;
  private final long starV;
  private final long draws;
  private final long activation;
  private final long batchActivation;
  private final long xi;

  private final Plane plane = new Plane();
  private double f;
  private double g;
  private double drift;
  private double spread;

  ProjectedStep(
      SegmentAllocator memory,
      Student student,
      Teacher teacher,
      int batch,
      long seed,
      long number) {
    this.batch = batch;
    precision = student.precision();
    kernels = Twins.chosen(precision);
    key = new StreamKey(seed, number);
    weights = student.memory();
    vOffset = student.vOffset();
    k = student.shape().k();
    p = student.shape().p();
    paddedK = precision.padded(k);
    paddedP = precision.padded(p);
    blocks = (k + BLOCK_PATCHES - 1) / BLOCK_PATCHES;
    Math.multiplyExact(blocks, (long) batch);
    Offsets offsets = new Offsets(precision);
    starA = offsets.array(k);
    starV = offsets.array(p);
    draws = offsets.draw(2 * precision.pairs(Math.min(k, BLOCK_PATCHES)));
    activation = offsets.array(k);
    batchActivation = batch == 1 ? activation : offsets.array(k);
    xi = offsets.draw(precision.pairs(p));
    work = offsets.allocate(memory, student);
    Offsets.copyTeacher(teacher, precision, work, starA, starV);
  }

  @Override
  public long run(long first, long count, double etaA, double etaW) {
    kernels.chords(weights, vOffset, starV, paddedP, work);
    readPlane();
    for (long done = 0; done < count; done++) {
      if (!step(first + done, etaA, etaW)) {
        return done;
      }
    }
    return count;
  }

  /** One step; false, with nothing changed, if its numbers are not finite. */
  private boolean step(long step, double etaA, double etaW) {
    double weight;
    if (batch == 1) {
      input(step, 0);
      weight = f - g;
      drift *= weight;
      spread *= weight * weight;
    } else {
      weight = 1;
      miniBatch(step);
    }
    if (!Double.isFinite(weight) || !Double.isFinite(drift) || !Double.isFinite(spread)) {
      return false;
    }
    kernels.addScaled(-etaA * weight / batch, work, batchActivation, weights, 0, paddedK);
    if (p > 1) { // One column: v is ±1, and rounding errors are all that could move it.
      movePatchWeight(step, etaW / batch);
    }
    return true;
  }

  private void miniBatch(long step) {
    kernels.clear(work, batchActivation, paddedK * kernels.precision().bytes());
    double driftSum = 0;
    double spreadSum = 0;
    for (int input = 0; input < batch; input++) {
      input(step, input);
      double r = f - g;
      driftSum = Math.fma(r, drift, driftSum);
      spreadSum = Math.fma(r * r, spread, spreadSum);
      kernels.addScaled(r, work, activation, work, batchActivation, paddedK);
    }
    drift = driftSum;
    spread = spreadSum;
  }

  /** One input: σ(u) in the workspace, and f, g, S2 and Q. */
  private void input(long step, int input) {
    kernels.clear(work, 0, 4L * Precision.VECTOR_BYTES);
    for (long block = 0; block < blocks; block++) {
      long patch = block * BLOCK_PATCHES;
      long patches = Math.min(BLOCK_PATCHES, k - patch);
      long pairs = precision.pairs(patches);
      long stream = input * blocks + block;
      long drawn = Offsets.drawnPairs(2 * pairs);
      kernels.normals(work, draws, drawn, key.key0(stream, step), key.key1(stream, step));
      long at = patch * precision.bytes();
      kernels.projectedPatches(
          weights,
          at,
          starA + at,
          draws,
          draws + pairs * 2 * Precision.VECTOR_BYTES,
          activation + at,
          precision.padded(patches),
          plane.cosine,
          plane.sine,
          work);
    }
    for (long j = k; j < paddedK; j++) {
      precision.set(work, activation, j, 0);
    }
    f = LaneSums.read(precision, work, 0);
    g = LaneSums.read(precision, work, 1);
    drift = LaneSums.read(precision, work, 2);
    spread = LaneSums.read(precision, work, 3);
  }

  private void movePatchWeight(long step, double eta) {
    long drawn = Offsets.drawnPairs(precision.pairs(p));
    kernels.normals(work, xi, drawn, key.key0(XI_BLOCK, step), key.key1(XI_BLOCK, step));
    for (long i = p; i < paddedP; i++) {
      precision.set(work, xi, i, 0);
    }
    kernels.directionSums(weights, vOffset, starV, xi, paddedP, plane.side, work);
    double along = LaneSums.read(precision, work, 0);
    double across = LaneSums.read(precision, work, 1);
    double squared = LaneSums.read(precision, work, 2);

    double root = Math.sqrt(spread);
    // Below some units of rounding v* − side·v is noise, not orthogonal to v.
    boolean flat = plane.sine < (precision == Precision.FLOAT ? 0x1p-18 : 0x1p-47);
    double xiE2 = flat ? 0 : (across + plane.left * along) / plane.sine;
    double towards = flat ? 0 : drift - root * xiE2;
    double pull = flat ? 0 : -eta * towards / plane.sine;
    double keep = 1 + eta * root * along + pull * plane.left;
    double rest = Math.max(0, squared - along * along - xiE2 * xiE2);
    double length = eta * eta * ((flat ? 0 : drift * drift) + spread * rest);
    double inverse = 1 / Math.sqrt(1 + length);
    boolean moved = length > 0;
    boolean nearPole = plane.sine < NEAR_POLE;
    kernels.spaceStep(
        weights,
        vOffset,
        starV,
        xi,
        paddedP,
        plane.side,
        inverse * keep,
        inverse * pull,
        -inverse * eta * root,
        work);
    if (UnitNorm.due(step, length) || (moved && nearPole)) {
      UnitNorm.restore(kernels, weights, vOffset, paddedP, work);
      kernels.chords(weights, vOffset, starV, paddedP, work);
    }
    readPlane();
  }

  private void readPlane() {
    plane.read(LaneSums.read(precision, work, 0), LaneSums.read(precision, work, 1));
  }
}
