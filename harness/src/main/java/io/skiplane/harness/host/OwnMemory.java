package io.skiplane.harness.host;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Main memory: what there is for this process, and what it holds. */
public final class OwnMemory {
  private static final Pattern AVAILABLE = Pattern.compile("MemAvailable:\\s+(\\d+) kB");
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

  private OwnMemory() {}

  /**
   * Bytes that a process can take before others are swapped out or killed: as Linux estimates it,
   * and no more than a container leaves.
   */
  public static long available() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long estimate = kibibytes(Path.of("/proc/meminfo"), AVAILABLE);
    // Both are those of the container, if there is one. Free excludes files in the page cache.
    long total = system.getTotalMemorySize();
    return estimate == 0 ? system.getFreeMemorySize() : Math.min(estimate, total);
  }

  /** Bytes of this process in main memory; 0 where the system does not tell. */
  public static long resident() {
    return kibibytes(Path.of("/proc/self/status"), RESIDENT);
  }

  private static long kibibytes(Path file, Pattern line) {
    try {
      Matcher matcher = line.matcher(Files.readString(file));
      return matcher.find() ? Long.parseLong(matcher.group(1)) * 1024 : 0;
    } catch (IOException e) {
      return 0;
    }
  }
}
