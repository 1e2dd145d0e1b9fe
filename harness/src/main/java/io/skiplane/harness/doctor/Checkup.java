package io.skiplane.harness.doctor;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.OperatingSystemMXBean;
import io.skiplane.harness.host.Processor;
import io.skiplane.harness.study.Agreements;
import io.skiplane.harness.study.ReproduceSettings;
import io.skiplane.lanes.KernelRuntime;
import io.skiplane.lanes.Twins;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Looks at everything that Skiplane's results and speed depend on. */
public final class Checkup {
  private Checkup() {}

  /**
   * Looks at one thing after the other.
   *
   * @param each hears of each finding at once
   * @return whether nothing is amiss
   */
  public static boolean run(Consumer<Finding> each) {
    List<String> options = ManagementFactory.getRuntimeMXBean().getInputArguments();
    String virtualMachine = System.getProperty("java.vm.info", "");
    List<Finding> findings = new ArrayList<>();
    Consumer<Finding> found = findings::add;
    found = found.andThen(each);
    found.accept(
        JvmFindings.jdk(
            Runtime.version(),
            System.getProperty("java.vendor", "unknown"),
            System.getProperty("java.home", "unknown")));
    found.accept(JvmFindings.compiler(virtualMachine, options));
    found.accept(JvmFindings.start(virtualMachine, options));
    found.accept(
        MachineFindings.processor(
            Processor.name(),
            Runtime.getRuntime().availableProcessors(),
            text(Path.of("/sys/devices/system/cpu/online"))));
    found.accept(guarded("fused sums", () -> multiplyAdd(options)));
    found.accept(
        MachineFindings.pages(
            text(Path.of("/sys/kernel/mm/transparent_hugepage/enabled")),
            System.getenv().getOrDefault("GLIBC_TUNABLES", "")));
    found.accept(guarded("memory", Checkup::memory));
    KernelRuntime runtime;
    try {
      runtime = Twins.runtime();
    } catch (IllegalStateException e) {
      found.accept(KernelFindings.refused(String.valueOf(e.getMessage())));
      return false;
    }
    found.accept(KernelFindings.kernel(runtime));
    found.accept(guarded("five steps", Checkup::steps));
    found.accept(guarded("speed", () -> KernelFindings.speed(StepSpeed.measure())));
    return findings.stream().noneMatch(finding -> finding.verdict() == Finding.Verdict.AMISS);
  }

  private static Finding steps() {
    ReproduceSettings settings = ReproduceSettings.defaults().withStudents(1);
    return KernelFindings.steps(Agreements.check(settings.ks().get(0), settings));
  }

  private static Finding multiplyAdd(List<String> options) {
    return MachineFindings.multiplyAdd(
        text(Path.of("/proc/cpuinfo")), Boolean.parseBoolean(option("UseFMA")), options);
  }

  private static String option(String name) {
    return ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .getVMOption(name)
        .getValue();
  }

  private static Finding memory() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long heap = Runtime.getRuntime().maxMemory();
    SystemMemory memory =
        SystemMemory.of(
            system.getTotalMemorySize(),
            system.getFreeMemorySize(),
            text(Path.of("/proc/meminfo")));
    return MachineFindings.memory(memory, heap);
  }

  /** What cannot be looked at is a finding too. */
  static Finding guarded(String topic, Supplier<Finding> look) {
    try {
      return look.get();
    } catch (RuntimeException | LinkageError e) {
      return Finding.amiss(
          topic,
          "could not be looked at: " + e,
          "use a complete JDK; if that does not help, please report this");
    }
  }

  /** A file of the system, without the spaces round it; empty where there is none. */
  private static String text(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      return "";
    }
  }
}
