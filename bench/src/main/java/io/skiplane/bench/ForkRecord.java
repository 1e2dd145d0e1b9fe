package io.skiplane.bench;

import io.skiplane.lanes.Kernels;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Records in each result what the fork really ran: a metric named {@code kernel.CLASS}, after the
 * kernel's class, whose value is the bits of the vectors in use, 0 for the scalar twin.
 */
public final class ForkRecord implements InternalProfiler {
  /** What the metric's name begins with. */
  public static final String KERNEL = "kernel.";

  private static final List<Kernels> RAN = new ArrayList<>();

  /** Says which kernel this fork runs. */
  static void ran(Kernels kernels) {
    synchronized (RAN) {
      RAN.clear();
      RAN.add(kernels);
    }
  }

  @Override
  public void beforeIteration(BenchmarkParams params, IterationParams iteration) {}

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams params, IterationParams iteration, IterationResult result) {
    synchronized (RAN) {
      return RAN.stream()
          .map(
              kernels ->
                  new ScalarResult(
                      KERNEL + kernels.getClass().getSimpleName(),
                      kernels.laneBits(),
                      "bits",
                      AggregationPolicy.AVG))
          .toList();
    }
  }

  @Override
  public String getDescription() {
    return "Records the kernel and the lane bits that a fork ran";
  }
}
