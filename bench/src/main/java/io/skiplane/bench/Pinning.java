package io.skiplane.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The cores that forks are pinned to: the last ones that this process may use. */
public final class Pinning {
  /** Stands for the cores in the command before a fork's JVM: "1", or "0,1" for two threads. */
  static final String CORES = "CORES";

  private Pinning() {}

  /** The command that stands before a fork's JVM; empty where there is no {@code taskset}. */
  public static String prefix() {
    return allowed(status()).isEmpty() || !onPath("taskset") ? "" : "taskset -c " + CORES;
  }

  /** The command for a fork of so many threads. */
  static List<String> command(String prefix, int threads) {
    List<String> allowed = allowed(status());
    List<String> last = allowed.subList(Math.max(0, allowed.size() - threads), allowed.size());
    String filled = prefix.strip().replace(CORES, String.join(",", last));
    return filled.isEmpty() ? List.of() : List.of(filled.split(" +"));
  }

  /** The cores in the line {@code Cpus_allowed_list} of {@code /proc/self/status}. */
  static List<String> allowed(List<String> status) {
    String list =
        status.stream()
            .filter(line -> line.startsWith("Cpus_allowed_list:"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElse("");
    List<String> cores = new ArrayList<>();
    for (String range : list.split(",", -1)) {
      String[] ends = range.split("-", -1);
      if (!range.isEmpty()) {
        for (int core = Integer.parseInt(ends[0]);
            core <= Integer.parseInt(ends[ends.length - 1]);
            core++) {
          cores.add(String.valueOf(core));
        }
      }
    }
    return cores;
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
