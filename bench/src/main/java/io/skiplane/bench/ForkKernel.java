package io.skiplane.bench;

import io.skiplane.bench.peers.PeerName;
import io.skiplane.bench.rows.Row;
import io.skiplane.lanes.Twins;
import java.io.File;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.ExternalProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.Result;

/**
 * Starts each fork with the kernel that its parameter names and on the core that it is pinned to. A
 * JVM chooses its kernel once, so the choice has to be a JVM argument.
 */
public final class ForkKernel implements ExternalProfiler {
  /**
   * System property with the command that stands before a fork's JVM, split at spaces; CORES in it
   * stands for the cores.
   */
  public static final String PREFIX = "skiplane.bench.prefix";

  private static final String ROW = "row";
  private static final String CORES = "cores";
  private static final String PEER = "peer";

  /** The benchmark parameter that names the kernel; the limits have none. */
  static final String PARAMETER = "kernel";

  @Override
  public Collection<String> addJVMInvokeOptions(BenchmarkParams params) {
    int own = 1;
    if (params.getParamsKeys().contains(ROW)) {
      own = Row.valueOf(params.getParam(ROW)).kind().threads();
    } else if (params.getParamsKeys().contains(CORES)) {
      own = Integer.parseInt(params.getParam(CORES));
    }
    List<String> pinned =
        Pinning.command(System.getProperty(PREFIX, ""), Math.max(own, params.getThreads()));
    if (!params.getParamsKeys().contains(PEER)) {
      return pinned;
    }
    // Libraries start a thread for each core that they see, and those wait by spinning.
    List<String> command = new ArrayList<>(List.of("env"));
    for (String library : List.of("OMP", "OPENBLAS", "MKL")) {
      command.add(library + "_NUM_THREADS=" + own);
    }
    command.addAll(pinned);
    return command;
  }

  @Override
  public Collection<String> addJVMOptions(BenchmarkParams params) {
    if (params.getParamsKeys().contains(PARAMETER)) {
      return List.of("-D" + Twins.PROPERTY + "=" + params.getParam(PARAMETER));
    }
    if (params.getParamsKeys().contains(PEER)) {
      PeerName peer = PeerName.valueOf(params.getParam(PEER));
      return peer.isSkiplane() ? List.of("-D" + Twins.PROPERTY + "=vector") : peer.jvmArguments();
    }
    return List.of();
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
  public String getDescription() {
    return "Gives each fork its kernel and its core";
  }
}
