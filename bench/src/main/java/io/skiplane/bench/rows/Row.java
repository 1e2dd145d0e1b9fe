package io.skiplane.bench.rows;

import io.skiplane.lanes.Packing;
import io.skiplane.memory.Precision;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the bench, each measured in float and double by the vector kernel and its scalar
 * twin. A new row of a known kind is one line here; a new kind also wants its cost in {@link Cost},
 * its work in {@code Work} and its answer in {@code AnswerCheck}, where the compiler asks for each.
 *
 * <p>The last two numbers of a row are nanoseconds of hand-written AVX-512 C, float and double, on
 * a Zen 4 core at about 3.6 GHz: measured elsewhere and once, a mark to compare with.
 */
public enum Row {
  /** Fixed costs and latency. */
  RESIDENT_16X8_L1(StepKind.RESIDENT, 16, 8, Level.L1, 49, 54),
  RESIDENT_100X8_L1(StepKind.RESIDENT, 100, 8, Level.L1, 94, 146),
  RESIDENT_100X64_L2(StepKind.RESIDENT, 100, 64, Level.L2, 469, 846),
  RESIDENT_1024X64_L2(StepKind.RESIDENT, 1024, 64, Level.L2, 4060, 8200),
  RESIDENT_1024X64_DRAM(StepKind.RESIDENT, 1024, 64, Level.DRAM, 10300, 18900),
  RESIDENT_1024X1024_DRAM(StepKind.RESIDENT, 1024, 1024, Level.DRAM, 172000, 492000),
  RESIDENT_4096X4096_DRAM(StepKind.RESIDENT, 4096, 4096, Level.DRAM, 3.66e6, 7.2e6),
  RESIDENT_4096X4096_TEAM(
      StepKind.RESIDENT_TEAM, 4096, 4096, Level.DRAM, Reference.NONE, Reference.NONE),
  /** A cohort's input is as many times larger as it has students. */
  RESIDENT_16X8_LANES(StepKind.RESIDENT_LANES, 16, 8, Level.L1, 10.6, 20.5),
  RESIDENT_100X8_LANES(StepKind.RESIDENT_LANES, 100, 8, Level.L2, 59, 114),
  /** The generator does most of the work. */
  DENSE_100X8(StepKind.DENSE, 100, 8, null, 416, 967),
  DENSE_1024X64(StepKind.DENSE, 1024, 64, null, 23700, 68200),
  DENSE_1024X1024(StepKind.DENSE, 1024, 1024, null, 399000, 1026000),
  DENSE_1024X1024_TEAM(StepKind.DENSE_TEAM, 1024, 1024, null, Reference.NONE, Reference.NONE),
  PROJECTED_100X8(StepKind.PROJECTED, 100, 8, null, 137, 285),
  PROJECTED_1024X64(StepKind.PROJECTED, 1024, 64, null, 910, 2470),
  PROJECTED_1024X1024(StepKind.PROJECTED, 1024, 1024, null, 1320, 3520),
  PROJECTED_4096X4096(StepKind.PROJECTED, 4096, 4096, null, 5490, 15970),
  POPULATION_100X8(StepKind.POPULATION, 100, 8, null, 44, 55),
  POPULATION_1024X1024(StepKind.POPULATION, 1024, 1024, null, 184, 345),
  /** Any shape costs the same; the start is that of (100,8). */
  REDUCED(StepKind.REDUCED, 100, 8, null, Reference.NONE, 2.13),
  /** The C float figure is the middle of 0.286 to 0.34. */
  NORMALS(StepKind.NORMALS, 100, 8, null, 0.31, 0.83);

  private static final long NUMBERS_A_CALL = 1 << 20;
  private static final int MOST_STEPS_A_CALL = 64;

  /** Of numbers, or of students times steps. */
  private static final int SMALL_OPERATIONS_A_CALL = 8192;

  private static final int TEAM_STEPS_A_CALL = 16;

  private final StepKind kind;
  private final long k;
  private final long p;
  private final @Nullable Level level;
  private final double referenceFloat;
  private final double referenceDouble;

  Row(
      StepKind kind,
      long k,
      long p,
      @Nullable Level level,
      double referenceFloat,
      double referenceDouble) {
    this.kind = kind;
    this.k = k;
    this.p = p;
    this.level = level;
    this.referenceFloat = referenceFloat;
    this.referenceDouble = referenceDouble;
  }

  /** What is timed. */
  public StepKind kind() {
    return kind;
  }

  /** Patches of an input. */
  public long k() {
    return k;
  }

  /** Numbers of a patch. */
  public long p() {
    return p;
  }

  /** The level that the ring of inputs is pinned to; null where a step reads no inputs. */
  public @Nullable Level level() {
    return level;
  }

  /** Nanoseconds of hand-written AVX-512 C, measured elsewhere; NaN where there is none. */
  public double reference(Precision precision) {
    return precision == Precision.FLOAT ? referenceFloat : referenceDouble;
  }

  /** Steps (student-steps, numbers) that one timed call takes. */
  public int operationsACall() {
    return switch (kind) {
      case REDUCED, NORMALS, RESIDENT_LANES -> SMALL_OPERATIONS_A_CALL;
      case DENSE, RESIDENT -> stepsACall(k * p);
      // A call wakes the helper, as a run does.
      case RESIDENT_TEAM, DENSE_TEAM -> TEAM_STEPS_A_CALL;
      case POPULATION, PROJECTED -> MOST_STEPS_A_CALL;
    };
  }

  /** Bytes of one packed input, or of the inputs of as many students as there are lanes. */
  public long inputBytes(Precision precision) {
    return kind == StepKind.RESIDENT_LANES
        ? k * p * Precision.VECTOR_BYTES
        : Packing.bytes(k, p, precision);
  }

  /**
   * Inputs in the ring. In a cache at least one, which may then be more than the level holds;
   * {@link Cost#level} tells where the ring really sits. In memory at least two.
   */
  public long inputs(Precision precision, Caches caches) {
    Level pinned = level == null ? Level.L1 : level;
    long ring = caches.ring(pinned);
    long bytes = inputBytes(precision);
    return pinned == Level.DRAM
        ? Math.max(2, Math.ceilDiv(ring, bytes))
        : Math.max(1, ring / bytes);
  }

  /** Steps over so many numbers that one timed call takes: a call is to end within milliseconds. */
  static int stepsACall(long numbers) {
    return (int) Math.clamp(NUMBERS_A_CALL / numbers, 1, (long) MOST_STEPS_A_CALL);
  }

  /** As tables call it: kind, shape and level. */
  public String text() {
    return switch (kind) {
      case REDUCED -> "reduced, a student-step";
      case NORMALS -> "normals alone, a number";
      default -> kind.text() + " (" + k + "," + p + ")" + (level == null ? "" : " " + level);
    };
  }

  /** As {@code --rows} knows it, for example {@code resident-16x8-l1-float}. */
  public String id(Precision precision) {
    return (name().replace('_', '-') + "-" + precision).toLowerCase(Locale.ROOT);
  }

  /** Apart, as a constant of the enum's own is not yet there when its rows are made. */
  private static final class Reference {
    static final double NONE = Double.NaN;

    private Reference() {}
  }
}
