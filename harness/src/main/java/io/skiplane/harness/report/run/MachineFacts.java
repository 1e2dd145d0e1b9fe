package io.skiplane.harness.report.run;

import io.skiplane.harness.page.Facts;
import io.skiplane.harness.page.Numbers;

/** What ran a run, and how fast. */
public final class MachineFacts {
  private MachineFacts() {}

  /** Work, time and rate. */
  public static Facts work(long steps, double seconds, long threads) {
    Facts facts =
        Facts.of("Gradient steps", Numbers.count(steps), "Time", Numbers.seconds(seconds));
    if (seconds > 0) {
      facts = facts.and(Facts.of("Rate", Numbers.number(steps / seconds) + " steps a second"));
    }
    return facts.and(Facts.of("Threads", Long.toString(threads)));
  }

  /** Kernel and JVM as a run's document tells, and the processor, empty where it does not. */
  public static Facts of(RunDocument document, String cpu) {
    return of(
        document.text("version"),
        document.text("kernel"),
        document.whole("laneBits"),
        document.text("jdk"),
        cpu);
  }

  /** Kernel, JVM and processor. */
  public static Facts of(String version, String kernel, long laneBits, String jdk, String cpu) {
    return Facts.of(
        "Skiplane",
        version,
        "Kernel",
        kernel + (laneBits > 0 ? ", " + laneBits + "-bit lanes" : ""),
        "JDK",
        jdk,
        "Processor",
        cpu.isEmpty() ? "not recorded" : cpu);
  }
}
