package io.skiplane.bench.report;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One benchmark's result.
 *
 * @param benchmark simple name of the class
 * @param parameters by name
 * @param score nanoseconds an operation, the mean over all forks
 * @param median of the iterations: one that was compiled or collected in counts as one
 * @param best the fastest iteration: for a limit, which is what the machine can do
 * @param error half the width of the interval that holds the mean in 99 of 100 runs; NaN if unknown
 * @param forks JVMs that measured it
 * @param threads that ran it at once, each for itself
 * @param jvmArguments of those JVMs
 * @param secondary scores of the further metrics by name
 */
public record Measured(
    String benchmark,
    Map<String, String> parameters,
    double score,
    double median,
    double best,
    double error,
    int forks,
    int threads,
    List<String> jvmArguments,
    Map<String, Double> secondary) {

  private static final String KERNEL = "kernel.";

  /** A parameter; empty if the benchmark has none of that name. */
  public String parameter(String name) {
    return parameters.getOrDefault(name, "");
  }

  /** Bytes allocated an operation, by JMH's gc profiler; NaN if it did not run. */
  public double bytes() {
    return secondary.getOrDefault("gc.alloc.rate.norm", Double.NaN);
  }

  /** Bytes allocated a second, JMH's own among them. */
  public double bytesASecond() {
    return bytes() / score * 1e9;
  }

  /** Class of the kernel that the forks recorded; null for the limits. */
  public @Nullable String kernelClass() {
    return secondary.keySet().stream()
        .filter(name -> name.startsWith(KERNEL))
        .map(name -> name.substring(KERNEL.length()))
        .findFirst()
        .orElse(null);
  }

  /** Bits of the vectors that the forks recorded; 0 for the scalar twin and the limits. */
  public int laneBits() {
    String kernel = kernelClass();
    return kernel == null ? 0 : secondary.getOrDefault(KERNEL + kernel, 0.0).intValue();
  }
}
