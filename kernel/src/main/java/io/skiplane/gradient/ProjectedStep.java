package io.skiplane.gradient;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import io.skiplane.lanes.Kernels;
import io.skiplane.lanes.LaneSum;
import io.skiplane.lanes.StreamKey;
import io.skiplane.lanes.Twins;
import io.skiplane.memory.Precision;
import io.skiplane.memory.Segments;
import io.skiplane.model.Student;
import io.skiplane.model.Teacher;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/**
 * The dense step, equal in law, from 2k + p normals a step, or for a and φ alone from 2k and a χ².
 * With e2 the unit vector of v* − cv, a patch enters through x_j = Z_j·v, y_j = Z_j·e2 and the rest
 * of s, which is Gaussian given x and y:
 *
 * <pre>
 * u_j = x_j    u*_j = c x_j + sin φ y_j    S2 = Σ b_j y_j    Q = Σ b_j²    b_j = a_j 1[x_j > 0]
 * (I − vvᵀ)s = S2 e2 + √Q (ξ − (ξ·v)v − (ξ·e2)e2)
 * </pre>
 *
 * <p>In a batch S2 adds up with weight r and Q with r²: one ξ a step. A second pass over the x,
 * kept or drawn again, moves a: σ(u) is never stored.
 */
final class ProjectedStep implements GradientStep {
  /**
   * Patches whose sums gather in lanes; beyond them they go on in double, where many more small
   * terms still count.
   */
  private static final long SECTION_PATCHES = 1 << 20;

  private final Kernels kernels;
  private final Precision precision;
  private final MemorySegment weights;
  private final MemorySegment work;
  private final ProjectedDraws draws;
  private final FirstLayerMove move;
  private final MemorySegment star;
  private final long starA;
  private final long residuals;
  private final long blockSum;
  private final int batch;
  private final long k;

  private double drift;
  private double spread;

  /** r of the input last summed. */
  private double residual;

  // The last step of a, which may wait for the next step's pass over a.
  private double push;
  private long before;
  private boolean waits;

  /**
   * Takes its memory.
   *
   * @param angleOnly whether of v only the angle follows the law: {@link AngleMove}
   * @param mostKept pairs of vectors of normals that are kept at most: {@link
   *     ProjectedDraws#MOST_KEPT_PAIRS}, or another number in tests, to the same bits
   */
  ProjectedStep(
      SegmentAllocator memory,
      Student student,
      Teacher teacher,
      int batch,
      boolean angleOnly,
      long seed,
      long number,
      long mostKept) {
    this.batch = batch;
    precision = student.precision();
    kernels = Twins.chosen(precision);
    weights = student.memory();
    k = student.shape().k();
    long p = student.shape().p();
    Offsets offsets = new Offsets(precision);
    MemorySegment inPlace = precision == Precision.FLOAT ? teacher.floats() : null;
    starA = inPlace == null ? offsets.array(k) : 0;
    long starV = offsets.array(p);
    StreamKey key = new StreamKey(seed, number);
    long xiCount = p == 1 ? 0 : angleOnly ? AngleMove.squares(p) : p;
    draws = new ProjectedDraws(kernels, offsets, key, k, xiCount, batch, mostKept);
    long aside = offsets.array(angleOnly ? p : 0);
    residuals = offsets.doubles(batch == 1 ? 0 : batch);
    blockSum = offsets.array(batch == 1 ? 0 : Math.min(k, draws.blockPatches()));
    work = offsets.allocate(memory, student);
    draws.use(work);
    if (inPlace == null) {
      star = work;
      Offsets.copyTeacherA(teacher, precision, work, starA, 0, k);
    } else {
      star = inPlace;
      Segments.checkApart("student memory", weights, "a*", star);
    }
    Offsets.copyTeacherV(teacher, precision, work, starV);
    if (p == 1) {
      move = new FixedMove(kernels, student, work, starV);
    } else if (angleOnly) {
      move = new AngleMove(kernels, student, draws, key, work, starV, aside);
    } else {
      move = new VectorMove(kernels, student, draws, work, starV);
    }
  }

  @Override
  public long run(long first, long count, double etaA, double etaW) {
    move.begin();
    long done = 0;
    while (done < count && step(first + done, etaA / batch, etaW / batch, done < count - 1)) {
      done++;
    }
    move.end();
    return done;
  }

  @Override
  public double[] state() {
    return move.state();
  }

  @Override
  public void resume(double[] state) {
    GradientStep.super.resume(state);
    move.resume(state);
  }

  /** One step; false, with nothing changed, if its numbers are not finite. */
  private boolean step(long step, double etaA, double etaW, boolean more) {
    drift = 0;
    spread = 0;
    if (waits) {
      waits = false;
      long xy = draws.block(step, 0, 0);
      move.pass(step, push, before, star, starA, xy);
      before = xy;
      addInput(sum(0) - sum(2), sum(4), sum(6));
    } else {
      sumInputs(step);
      before = draws.together(step) ? draws.block(step, 0, 0) : 0;
    }
    if (!Double.isFinite(drift) || !Double.isFinite(spread)) {
      return false;
    }
    boolean mayWait = more && batch == 1 && draws.together(step);
    waits = move.move(step, drift, spread, etaW, mayWait);
    push = -etaA * residual;
    if (!waits) {
      moveOutputWeight(step, etaA);
    }
    return true;
  }

  private void sumInputs(long step) {
    long sectionBlocks = Math.max(1, SECTION_PATCHES / draws.blockPatches());
    for (int input = 0; input < batch; input++) {
      double r = 0;
      double towards = 0;
      double squares = 0;
      for (long block = 0; block < draws.blocks(); block += sectionBlocks) {
        long end = Math.min(draws.blocks(), block + sectionBlocks);
        addPatches(step, input, block, end);
        if (input == batch - 1 && end == draws.blocks()) {
          move.prepare(step);
        }
        kernels.eightSums(work);
        r += sum(0) - sum(2);
        towards += sum(4);
        squares += sum(6);
      }
      addInput(r, towards, squares);
      if (batch > 1) {
        work.set(JAVA_DOUBLE, residuals + (long) input * Double.BYTES, residual);
      }
    }
  }

  /** Adds an input's r = f − g, S2 and Q to Σ r S2 and Σ r² Q. */
  private void addInput(double r, double towards, double squares) {
    drift = Math.fma(r, towards, drift);
    spread = Math.fma(r * r, squares, spread);
    residual = r;
  }

  /** The sum of a lane vector. */
  private double sum(int index) {
    return LaneSum.ofEight(precision, work, index);
  }

  private void addPatches(long step, int input, long first, long end) {
    MovingPlane plane = move.plane();
    for (long block = first; block < end; block++) {
      long at = block * draws.blockPatches() * precision.bytes();
      kernels.projectedPatches(
          weights,
          at,
          star,
          starA + at,
          draws.block(step, input, block),
          patches(block),
          block == first,
          plane.cosine,
          plane.sine,
          work);
    }
  }

  /** a ← a − η Σ r σ(u), block by block. */
  private void moveOutputWeight(long step, double eta) {
    for (long block = 0; block < draws.blocks(); block++) {
      long at = block * draws.blockPatches() * precision.bytes();
      long patches = patches(block);
      if (batch == 1) {
        kernels.addActivations(push, weights, at, draws.block(step, 0, block), patches, work);
        continue;
      }
      long padded = precision.padded(patches);
      kernels.clear(work, blockSum, padded * precision.bytes());
      for (int input = 0; input < batch; input++) {
        double r = work.get(JAVA_DOUBLE, residuals + (long) input * Double.BYTES);
        kernels.addActivations(r, work, blockSum, draws.block(step, input, block), patches, work);
      }
      kernels.addScaled(-eta, work, blockSum, weights, at, padded);
    }
  }

  private long patches(long block) {
    return Math.min(draws.blockPatches(), k - block * draws.blockPatches());
  }
}
