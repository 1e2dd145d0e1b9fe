package io.skiplane.bench;

import io.skiplane.lanes.Twins;
import java.io.File;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.ExternalProfiler;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Gives each fork the kernel that its parameter names, and records the lane bits that the fork
 * really used: 0 for the scalar twin. A JVM chooses its kernel once, so the choice has to be a JVM
 * argument.
 */
public final class ForkKernel implements ExternalProfiler, InternalProfiler {
  /** The benchmark parameter that names the kernel. */
  static final String PARAMETER = "kernel";

  @Override
  public Collection<String> addJVMInvokeOptions(BenchmarkParams params) {
    return List.of();
  }

  @Override
  public Collection<String> addJVMOptions(BenchmarkParams params) {
    return List.of("-D" + Twins.PROPERTY + "=" + params.getParam(PARAMETER));
  }

  @Override
  public void beforeTrial(BenchmarkParams params) {}

  @Override
  public Collection<? extends Result<?>> afterTrial(
      BenchmarkResult result, long pid, File standardOutput, File standardError) {
    return List.of();
  }

  @Override
  public boolean allowPrintOut() {
    return true;
  }

  @Override
  public boolean allowPrintErr() {
    return true;
  }

  @Override
  public void beforeIteration(BenchmarkParams params, IterationParams iteration) {}

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams params, IterationParams iteration, IterationResult result) {
    int bits = Twins.runtime().laneBits();
    return List.of(new ScalarResult("laneBits", bits, "bits", AggregationPolicy.AVG));
  }

  @Override
  public String getDescription() {
    return "Gives each fork its kernel and records the lane bits used";
  }
}
