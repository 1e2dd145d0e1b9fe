package io.skiplane.bench.report;

import io.skiplane.bench.peers.PeerName;
import io.skiplane.bench.rows.Caches;
import io.skiplane.bench.rows.Level;
import io.skiplane.bench.rows.PeerWork;
import io.skiplane.bench.rows.Row;
import io.skiplane.memory.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A run's JSON as JMH writes it, made by hand. */
public final class Canned {
  private final List<String> entries = new ArrayList<>();

  /** A machine with round numbers. */
  public static Machine machine(boolean quick, String... notRun) {
    return machine(quick, List.of(notRun), List.of());
  }

  static Machine machine(boolean quick, List<String> notRun, List<String> failed) {
    return new Machine(
        "Test processor",
        1,
        new Caches(32 << 10, 1 << 20, 32 << 20),
        8L << 30,
        "Linux",
        "25, nobody",
        "taskset -c 1",
        "abc123",
        "2026-01-02T03:04:05Z",
        60,
        quick,
        notRun,
        failed,
        Map.of("openblas", "0.3.31-1.5.13"));
  }

  /** All limits: 100 and 50 GFLOP/s, 200 to 20 GB/s, words of 0.1 ns, normals of 0.5 and 1 ns. */
  public Canned limits() {
    return limits(3.2);
  }

  /** The same, with a time to load 64 bytes from the memory. */
  Canned limits(double memory) {
    limit("FmaLimit.fma", "\"precision\":\"FLOAT\"", 0.32, 1);
    limit("FmaLimit.fma", "\"precision\":\"DOUBLE\"", 0.32, 1);
    Map<Level, Double> loads =
        Map.of(Level.L1, 0.32, Level.L2, 0.64, Level.L3, 0.8, Level.DRAM, memory);
    loads.forEach((level, ns) -> limit("LoadLimit.load", "\"level\":\"" + level + "\"", ns, 1));
    // Each of two cores takes 5.12 ns for 64 bytes: 25 GB/s together.
    limit("LoadLimit.load", "\"level\":\"DRAM\"", 5.12, 2);
    limit("WordLimit.words", "", 0.1, 1);
    row(Row.NORMALS, Precision.FLOAT, "vector", 0.5 / 0.98, 0);
    row(Row.NORMALS, Precision.DOUBLE, "vector", 1 / 0.98, 0);
    return this;
  }

  /** A row, with bytes allocated a step. */
  public Canned row(Row row, Precision precision, String kernel, double score, double bytes) {
    String name = precision == Precision.FLOAT ? "Float" : "Double";
    String twin = kernel.equals("vector") ? "VectorKernels" : "ScalarKernels";
    String recorded =
        String.format(
            Locale.ROOT,
            ",\"kernel.%s%s\":{\"score\":%d}",
            name,
            twin,
            kernel.equals("vector") ? 512 : 0);
    String parameters =
        String.format(
            Locale.ROOT,
            "\"row\":\"%s\",\"precision\":\"%s\",\"kernel\":\"%s\"",
            row,
            precision,
            kernel);
    add("StepBenchmark.step", parameters, score, recorded, bytes);
    return this;
  }

  /** Loads from memory by so many cores, each of which takes {@code ns} for 64 bytes. */
  Canned shared(int cores, double ns) {
    limit("LoadLimit.load", "\"level\":\"DRAM\"", ns, cores);
    return this;
  }

  /** A row by forks with these arguments. */
  Canned flags(Row row, String... arguments) {
    row(row, Precision.FLOAT, "vector", 100, 0);
    String list = String.join("\",\"", arguments);
    String last = entries.removeLast();
    entries.add(last.replaceFirst("\\{", "{\"jvmArgs\":[\"" + list + "\"],"));
    return this;
  }

  /** A row of a single iteration. */
  public Canned once(Row row, double ns) {
    row(row, Precision.FLOAT, "vector", ns, 0);
    String last = entries.removeLast();
    entries.add(last.replaceFirst("\"rawData\":\\[.*?\\]\\]", "\"rawData\":[[" + ns + "]]"));
    return this;
  }

  /** A work by Skiplane or by a peer. */
  public Canned peer(PeerName peer, PeerWork work, Precision precision, int cores, double score) {
    String parameters =
        String.format(
            Locale.ROOT,
            "\"peer\":\"%s\",\"work\":\"%s\",\"precision\":\"%s\",\"cores\":\"%d\"",
            peer.name(),
            work.name(),
            precision,
            cores);
    add("PeerBenchmark.step", parameters, score, recorded(peer, precision), 0);
    return this;
  }

  /** A work by Skiplane whose vectors are boxed. */
  Canned boxed(PeerWork work, Precision precision, double score, double bytes) {
    String parameters =
        String.format(
            Locale.ROOT,
            "\"peer\":\"SKIPLANE\",\"work\":\"%s\",\"precision\":\"%s\",\"cores\":\"1\"",
            work.name(),
            precision);
    add("PeerBenchmark.step", parameters, score, recorded(PeerName.SKIPLANE, precision), bytes);
    return this;
  }

  private static String recorded(PeerName peer, Precision precision) {
    String name = precision == Precision.FLOAT ? "Float" : "Double";
    return peer.isSkiplane() ? ",\"kernel." + name + "VectorKernels\":{\"score\":512}" : "";
  }

  /** A point of the sweep. */
  public Canned sweep(long k, long p, Precision precision, double score) {
    String parameters =
        String.format(
            Locale.ROOT,
            "\"k\":\"%d\",\"p\":\"%d\",\"precision\":\"%s\",\"kernel\":\"vector\"",
            k,
            p,
            precision);
    add("SweepBenchmark.step", parameters, score, "", 0);
    return this;
  }

  /** Three forks whose means are one per cent apart: an error of 5.73 per cent. */
  private void add(String method, String parameters, double score, String recorded, double bytes) {
    entries.add(
        String.format(
            Locale.ROOT,
            "{\"benchmark\":\"io.skiplane.bench.%s\",\"params\":{%s},\"primaryMetric\":{"
                + "\"score\":%g,\"scoreUnit\":\"ns/op\",\"rawData\":[[%g,%g],[%g],[%g]]},"
                + "\"secondaryMetrics\":{\"gc.alloc.rate.norm\":{\"score\":%g}%s}}",
            method,
            parameters,
            score,
            score * 0.98,
            score,
            score,
            score * 1.01,
            bytes,
            recorded));
  }

  /** A limit whose iterations all took the same time, and JMH's own 100 kB a second. */
  private void limit(String method, String parameters, double score, int threads) {
    entries.add(
        String.format(
            Locale.ROOT,
            "{\"benchmark\":\"io.skiplane.bench.%s\",\"threads\":%d,\"params\":{%s},"
                + "\"primaryMetric\":{\"score\":%g,\"scoreUnit\":\"ns/op\",\"rawData\":[[%g],[%g]]},"
                + "\"secondaryMetrics\":{\"gc.alloc.rate.norm\":{\"score\":%g}}}",
            method,
            threads,
            parameters,
            score,
            score,
            score,
            score * 1e-4));
  }

  /** The JSON. */
  public String json() {
    return "[" + String.join(",\n", entries) + "]";
  }

  /** Writes the JSON and reads it. */
  public Results in(Path folder) throws IOException {
    Path file = Files.writeString(Files.createTempFile(folder, "run", ".json"), json());
    return Results.read(file);
  }
}
