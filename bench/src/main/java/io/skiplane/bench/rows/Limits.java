package io.skiplane.bench.rows;

import io.skiplane.memory.Precision;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** What the machine can do at most, as measured beside the rows; NaN where it was not measured. */
public final class Limits {
  private final Map<Precision, Double> gigaflops = new EnumMap<>(Precision.class);
  private final Map<Precision, Double> normal = new EnumMap<>(Precision.class);
  private final Map<Level, Double> bandwidth = new EnumMap<>(Level.class);
  private double word = Double.NaN;
  private final Map<Integer, Double> shared = new HashMap<>();

  /** Nothing measured yet. */
  public Limits() {}

  /** Sets the rate of fused multiply-adds, two flops each, in GFLOP/s. */
  public void setGigaflops(Precision precision, double value) {
    gigaflops.put(precision, value);
  }

  /** Sets the bandwidth of loads from a level, in GB/s. */
  public void setBandwidth(Level level, double value) {
    bandwidth.put(level, value);
  }

  /** Sets the bandwidth of loads from memory that so many cores have together, in GB/s. */
  public void setShared(int cores, double value) {
    shared.put(cores, value);
  }

  /** Sets the nanoseconds of a normal alone. */
  public void setNormal(Precision precision, double value) {
    normal.put(precision, value);
  }

  /** Sets the nanoseconds of a random 32-bit word alone. */
  public void setWord(double value) {
    word = value;
  }

  /** Rate of fused multiply-adds, two flops each, in GFLOP/s. */
  public double gigaflops(Precision precision) {
    return gigaflops.getOrDefault(precision, Double.NaN);
  }

  /** Bandwidth of loads from a level, in GB/s. */
  public double bandwidth(Level level) {
    return bandwidth.getOrDefault(level, Double.NaN);
  }

  /** Bandwidth that so many cores have together; of memory, which they share, as measured. */
  public double bandwidth(Level level, int threads) {
    return level == Level.DRAM && threads > 1
        ? shared.getOrDefault(threads, Double.NaN)
        : threads * bandwidth(level);
  }

  /** Nanoseconds of a normal alone. */
  public double normal(Precision precision) {
    return normal.getOrDefault(precision, Double.NaN);
  }

  /** Nanoseconds of a random 32-bit word alone. */
  public double word() {
    return word;
  }
}
