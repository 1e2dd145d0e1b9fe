package io.skiplane.bench.peers;

import io.skiplane.bench.rows.PeerWork;
import io.skiplane.memory.Precision;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;

/** What a peer is to do, and with which numbers: all of them double, exact in the precision. */
public final class PeerTask {
  /** Bytes of patches that a peer works on at a time: a quarter of a second-level cache or so. */
  private static final long CHUNK_BYTES = 256 << 10;

  /** Up to so many numbers a patch, columns of patches are multiplied faster than rows. */
  private static final int MOST_COLUMNS = 16;

  /** A student's weights, a and v. */
  @SuppressWarnings("ArrayRecordComponent") // read once, not compared
  public record Weights(double[] a, double[] v) {}

  /** The inputs of a resident step, row-major patches and labels. */
  public record Inputs(int count, IntFunction<double[]> patches, IntToDoubleFunction labels) {}

  /**
   * Students of the study.
   *
   * @param starts 1ᵀa, aᵀa* and v·v* of each, float64[3][students]
   * @param teacherSum 1ᵀa*
   * @param teacherNorm ‖a*‖²
   * @param eta both step sizes
   */
  @SuppressWarnings("ArrayRecordComponent") // read once, not compared
  public record Study(double[][] starts, double teacherSum, double teacherNorm, double eta) {}

  private final PeerWork work;
  private final Precision precision;
  private final int batch;
  private final int threads;
  private final Weights start;
  private final Weights teacher;
  private final Inputs inputs;
  private final Study study;
  private final double etaA;
  private final double etaW;

  /** A task; {@code batch} may be smaller than the work's, for a check of the answers. */
  public PeerTask(
      PeerWork work,
      Precision precision,
      int batch,
      int threads,
      Weights start,
      Weights teacher,
      Inputs inputs,
      Study study,
      double etaA,
      double etaW) {
    this.work = work;
    this.precision = precision;
    this.batch = batch;
    this.threads = threads;
    this.start = start;
    this.teacher = teacher;
    this.inputs = inputs;
    this.study = study;
    this.etaA = etaA;
    this.etaW = etaW;
  }

  /** What is done. */
  public PeerWork.Kind kind() {
    return work.kind();
  }

  /** Whether patches are drawn. */
  public boolean fresh() {
    return kind() == PeerWork.Kind.FRESH;
  }

  /** Format of weights, data and arithmetic. */
  public Precision precision() {
    return precision;
  }

  /** Patches of an input. */
  public int k() {
    return work.k();
  }

  /** Numbers of a patch. */
  public int p() {
    return work.p();
  }

  /** Inputs of a step. */
  public int batch() {
    return batch;
  }

  /** Threads that the peer may use. */
  public int threads() {
    return threads;
  }

  /**
   * Inputs that are worked on together, so that the second pass over their patches finds them in
   * the cache: a power of 2 that divides the batch and the ring.
   */
  public int chunk() {
    long fit = CHUNK_BYTES / ((long) k() * p() * precision.bytes());
    int most = fresh() ? batch : Math.min(batch, inputs.count());
    return (int) Long.highestOneBit(Math.clamp(fit, 1, most));
  }

  /** Whether a library should lay the patches of a chunk out as [p][patches], before the timing. */
  public boolean columns() {
    return p() <= MOST_COLUMNS;
  }

  /** Parts of an input that is too large for that, with as many patches each; else 1. */
  public int pieces() {
    int pieces = 1;
    while (k() % (2 * pieces) == 0 && (long) k() / pieces * p() * precision.bytes() > CHUNK_BYTES) {
      pieces *= 2;
    }
    return pieces;
  }

  /** The weights at the start. */
  public Weights start() {
    return start;
  }

  /** The teacher's. */
  public Weights teacher() {
    return teacher;
  }

  /** What a resident step reads; a power of 2 of them. */
  public Inputs inputs() {
    return inputs;
  }

  /** The students of the study. */
  public Study study() {
    return study;
  }

  /** Step size of a. */
  public double etaA() {
    return etaA;
  }

  /** Step size of w. */
  public double etaW() {
    return etaW;
  }
}
