package io.skiplane.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.skiplane.bench.rows.Level;
import io.skiplane.bench.rows.Limits;
import io.skiplane.bench.rows.Row;
import io.skiplane.memory.Precision;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The results of a run, as JMH wrote them. */
public final class Results {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final List<Measured> all;

  private Results(List<Measured> all) {
    this.all = all;
  }

  /**
   * Reads JMH's JSON.
   *
   * @throws IllegalArgumentException if it cannot be read, or is something else
   */
  public static Results read(Path json) {
    JsonNode document = FileProblem.read(json, MAPPER::readTree);
    if (document == null || !document.isArray()) {
      throw new IllegalArgumentException(json + " is not JSON as JMH writes it: not an array");
    }
    List<Measured> all = new ArrayList<>();
    for (JsonNode node : document) {
      if (!node.path("primaryMetric").path("score").isNumber()) {
        throw new IllegalArgumentException(
            json + " is not JSON as JMH writes it: a result without a score");
      }
      all.add(measured(node));
    }
    return new Results(all);
  }

  private static Measured measured(JsonNode node) {
    String benchmark = node.path("benchmark").asText();
    String owner = benchmark.substring(0, Math.max(0, benchmark.lastIndexOf('.')));
    Map<String, String> parameters = new LinkedHashMap<>();
    node.path("params")
        .properties()
        .forEach(entry -> parameters.put(entry.getKey(), entry.getValue().asText()));
    Map<String, Double> secondary = new LinkedHashMap<>();
    node.path("secondaryMetrics")
        .properties()
        .forEach(entry -> secondary.put(entry.getKey(), entry.getValue().path("score").asDouble()));
    List<String> jvmArguments = new ArrayList<>();
    node.path("jvmArgs").forEach(argument -> jvmArguments.add(argument.asText()));
    JsonNode primary = node.path("primaryMetric");
    List<double[]> forks = new ArrayList<>();
    for (JsonNode fork : primary.path("rawData")) {
      double[] iterations = new double[fork.size()];
      for (int i = 0; i < iterations.length; i++) {
        iterations[i] = fork.path(i).asDouble();
      }
      forks.add(iterations);
    }
    return new Measured(
        owner.substring(owner.lastIndexOf('.') + 1),
        parameters,
        primary.path("score").asDouble(),
        median(forks),
        forks.stream().flatMapToDouble(Arrays::stream).min().orElse(Double.NaN),
        Spread.ofMean(forks),
        forks.size(),
        Math.max(1, node.path("threads").asInt()),
        jvmArguments,
        secondary);
  }

  private static double median(List<double[]> forks) {
    double[] sorted = forks.stream().flatMapToDouble(Arrays::stream).sorted().toArray();
    int half = sorted.length / 2;
    if (sorted.length % 2 == 1) {
      return sorted[half];
    }
    return sorted.length == 0 ? Double.NaN : (sorted[half - 1] + sorted[half]) / 2;
  }

  /** All results, in the order of the run. */
  public List<Measured> all() {
    return List.copyOf(all);
  }

  /** The result of a row. */
  public Optional<Measured> row(Row row, Precision precision, String kernel) {
    return all.stream()
        .filter(result -> result.benchmark().equals("StepBenchmark"))
        .filter(result -> result.parameter("row").equals(row.name()))
        .filter(result -> result.parameter("precision").equals(precision.name()))
        .filter(result -> result.parameter("kernel").equals(kernel))
        .findFirst();
  }

  /** The result of a limit; {@code value} is that of its one parameter, or empty. */
  public Optional<Measured> limit(String benchmark, String value) {
    return all.stream()
        .filter(result -> result.benchmark().equals(benchmark))
        .filter(result -> value.isEmpty() || result.parameters().containsValue(value))
        .filter(result -> result.threads() == 1)
        .findFirst();
  }

  /** The loads from memory by some cores at once. */
  public List<Measured> shared() {
    return all.stream()
        .filter(result -> result.benchmark().equals("LoadLimit"))
        .filter(result -> result.threads() > 1)
        .toList();
  }

  /** JVMs that measured each result, or the one that fewest did. */
  public int forks() {
    return all.stream().mapToInt(Measured::forks).min().orElse(0);
  }

  /**
   * The machine's limits, by the best iterations: what else runs on it makes none of them higher.
   */
  public Limits limits() {
    Limits limits = new Limits();
    for (Precision precision : Precision.values()) {
      limit("FmaLimit", precision.name())
          .ifPresent(
              result -> limits.setGigaflops(precision, 2 * precision.lanes() / result.best()));
      row(Row.NORMALS, precision, "vector")
          .ifPresent(result -> limits.setNormal(precision, result.best()));
    }
    for (Level level : Level.values()) {
      limit("LoadLimit", level.name())
          .ifPresent(result -> limits.setBandwidth(level, Precision.VECTOR_BYTES / result.best()));
    }
    // Each of them takes as long for a line of its own.
    for (Measured result : shared()) {
      double bytes = (double) result.threads() * Precision.VECTOR_BYTES;
      limits.setShared(result.threads(), bytes / result.best());
    }
    limit("WordLimit", "").ifPresent(result -> limits.setWord(result.best()));
    return limits;
  }
}
