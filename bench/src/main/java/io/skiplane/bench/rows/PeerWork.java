package io.skiplane.bench.rows;

import io.skiplane.memory.Precision;
import java.util.Locale;

/**
 * What Skiplane and its peers are timed at, in float and double. Resident inputs sit in the level
 * of memory that is natural for their size.
 */
public enum PeerWork {
  RESIDENT_16X8(Kind.RESIDENT, 16, 8, 1, Level.L1),
  RESIDENT_100X8(Kind.RESIDENT, 100, 8, 1, Level.L1),
  RESIDENT_100X64(Kind.RESIDENT, 100, 64, 1, Level.L2),
  RESIDENT_1024X64(Kind.RESIDENT, 1024, 64, 1, Level.L2),
  RESIDENT_1024X1024(Kind.RESIDENT, 1024, 1024, 1, Level.DRAM),
  FRESH_16X8(Kind.FRESH, 16, 8, 1, Level.L1),
  FRESH_100X8(Kind.FRESH, 100, 8, 1, Level.L1),
  FRESH_100X64(Kind.FRESH, 100, 64, 1, Level.L1),
  FRESH_1024X64(Kind.FRESH, 1024, 64, 1, Level.L1),
  FRESH_1024X1024(Kind.FRESH, 1024, 1024, 1, Level.L1),
  /** A step of the recurrence of many students of k = 100, a student-step. */
  STUDY(Kind.STUDY, 100, 8, 1, Level.L1),
  /** A number. */
  NORMALS(Kind.NORMALS, 100, 8, 1, Level.L1),
  RESIDENT_16X8_BATCH(Kind.RESIDENT, 16, 8, PeerWork.BATCH, Level.L1),
  RESIDENT_100X8_BATCH(Kind.RESIDENT, 100, 8, PeerWork.BATCH, Level.L1),
  RESIDENT_100X64_BATCH(Kind.RESIDENT, 100, 64, PeerWork.BATCH, Level.L2),
  RESIDENT_1024X64_BATCH(Kind.RESIDENT, 1024, 64, PeerWork.BATCH, Level.L2),
  RESIDENT_1024X1024_BATCH(Kind.RESIDENT, 1024, 1024, PeerWork.BATCH, Level.DRAM),
  FRESH_16X8_BATCH(Kind.FRESH, 16, 8, PeerWork.BATCH, Level.L1),
  FRESH_100X8_BATCH(Kind.FRESH, 100, 8, PeerWork.BATCH, Level.L1),
  FRESH_100X64_BATCH(Kind.FRESH, 100, 64, PeerWork.BATCH, Level.L1),
  FRESH_1024X64_BATCH(Kind.FRESH, 1024, 64, PeerWork.BATCH, Level.L1),
  FRESH_1024X1024_BATCH(Kind.FRESH, 1024, 1024, PeerWork.BATCH, Level.L1);

  /** Inputs of a step of the works that have many. */
  public static final int BATCH = 256;

  /** Students of the study: few calls of a library's for many of them. */
  public static final int STUDENTS = 4096;

  private static final int SMALL_OPERATIONS_A_CALL = 1 << 16;

  /** From so many on a step's inputs are worth being shared between cores. */
  private static final long SHARED_NUMBERS = 1 << 20;

  /** What is done. */
  public enum Kind {
    /** A gradient step on inputs in memory, at labels that are noise. */
    RESIDENT,
    /** A gradient step on Gaussian inputs drawn for it, at the teacher's labels. */
    FRESH,
    /** The population's recurrence on (1ᵀa, aᵀa*, v·v*), many students side by side. */
    STUDY,
    /** Gaussian numbers alone. */
    NORMALS
  }

  private final Kind kind;
  private final int k;
  private final int p;
  private final int batch;
  private final Level level;

  PeerWork(Kind kind, int k, int p, int batch, Level level) {
    this.kind = kind;
    this.k = k;
    this.p = p;
    this.batch = batch;
    this.level = level;
  }

  /** What is done. */
  public Kind kind() {
    return kind;
  }

  /** Patches of an input. */
  public int k() {
    return k;
  }

  /** Numbers of a patch. */
  public int p() {
    return p;
  }

  /** Inputs of a step. */
  public int batch() {
    return batch;
  }

  /** Steps (student-steps, numbers) that one timed call takes. */
  public int operationsACall() {
    return kind == Kind.STUDY || kind == Kind.NORMALS
        ? SMALL_OPERATIONS_A_CALL
        : Row.stepsACall((long) k * p * batch);
  }

  /**
   * Inputs in the ring of a resident step: a power of 2 that fills the level, or all of a
   * mini-batch, as long as they do not fill memory.
   */
  public int inputs(Precision precision, Caches caches) {
    long bytes = (long) k * p * precision.bytes();
    long all = Math.min(batch, caches.ring(Level.DRAM) / bytes);
    long fit = Math.max(all, caches.ring(level) / bytes);
    return Math.toIntExact(Long.highestOneBit(Math.max(level == Level.DRAM ? 2 : 1, fit)));
  }

  /** What Skiplane calls it. */
  public StepKind stepKind() {
    return switch (kind) {
      case RESIDENT -> StepKind.RESIDENT;
      case FRESH -> StepKind.DENSE;
      case STUDY -> StepKind.REDUCED;
      case NORMALS -> StepKind.NORMALS;
    };
  }

  /** The cost of one step. */
  public Cost cost(Precision precision) {
    return Cost.of(stepKind(), k, p, precision).times(batch);
  }

  /** The level that the numbers come from. */
  public Level level(Precision precision, Caches caches) {
    return kind == Kind.RESIDENT
        ? caches.holding((long) inputs(precision, caches) * k * p * precision.bytes())
        : Level.L1;
  }

  /** Whether it is timed on all cores too. */
  public boolean shared() {
    return (long) k * p * batch >= SHARED_NUMBERS;
  }

  /** As tables call it. */
  public String text() {
    return switch (kind) {
      case STUDY -> "many students, a student-step";
      case NORMALS -> "normals alone, a number";
      case RESIDENT, FRESH ->
          kind.name().toLowerCase(Locale.ROOT)
              + " ("
              + k
              + ","
              + p
              + ")"
              + (batch > 1 ? ", batch " + batch : "");
    };
  }

  /** As {@code --rows} knows it, for example {@code resident-16x8-batch-float}. */
  public String id(Precision precision) {
    return (name().replace('_', '-') + "-" + precision).toLowerCase(Locale.ROOT);
  }
}
