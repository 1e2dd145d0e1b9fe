package io.skiplane.bench.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The core that forks are pinned to: the last one that this process may use. */
final class Pinning {
  private Pinning() {}

  /** The command that stands before a fork's JVM; empty where there is no {@code taskset}. */
  static String prefix() {
    String core = core(status());
    return core.isEmpty() || !onPath("taskset") ? "" : "taskset -c " + core;
  }

  /** The last number of the line {@code Cpus_allowed_list} of {@code /proc/self/status}. */
  static String core(List<String> status) {
    return status.stream()
        .filter(line -> line.startsWith("Cpus_allowed_list:"))
        .map(line -> line.replaceAll(".*[^0-9]", ""))
        .findFirst()
        .orElse("");
  }

  private static List<String> status() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status"));
    } catch (IOException e) {
      return List.of();
    }
  }

  private static boolean onPath(String command) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
  }
}
