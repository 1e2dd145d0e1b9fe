package io.skiplane.harness.score;

import com.sun.management.OperatingSystemMXBean;
import io.skiplane.harness.host.ChildJvm;
import io.skiplane.harness.host.Processor;
import io.skiplane.harness.host.Version;
import io.skiplane.lanes.limits.CacheSizes;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * What a score was reached on.
 *
 * @param version Skiplane's
 * @param time of the run, UTC
 * @param cpu the processor's name
 * @param processors that this process may use
 * @param caches of one core
 * @param memory bytes of main memory
 * @param load programs that ran or wanted to before the bench did, on average over a minute;
 *     negative if unknown
 * @param system operating system and architecture
 * @param jdk version and vendor
 * @param flags that the JVMs were started with, but for the launcher's own
 */
record Machine(
    String version,
    String time,
    String cpu,
    int processors,
    CacheSizes caches,
    long memory,
    double load,
    String system,
    String jdk,
    List<String> flags) {

  /** Options that the launcher sets and no speed depends on. */
  private static final List<String> LAUNCHER = List.of("-Xlog:", "-XX:SharedArchiveFile=");

  /** Whether other programs are in the way. */
  boolean busy() {
    return load > 0.5;
  }

  /** This one. */
  static Machine here() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new Machine(
        Version.text(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        Processor.name(),
        Runtime.getRuntime().availableProcessors(),
        CacheSizes.here(),
        system.getTotalMemorySize(),
        system.getSystemLoadAverage(),
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + " "
            + System.getProperty("os.arch"),
        Runtime.version()
            + ", "
            + System.getProperty("java.vendor", "unknown")
            + ", "
            + System.getProperty("java.vm.name", "unknown"),
        ChildJvm.options().stream()
            .filter(option -> LAUNCHER.stream().noneMatch(option::startsWith))
            .toList());
  }
}
