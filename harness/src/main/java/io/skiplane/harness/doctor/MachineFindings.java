package io.skiplane.harness.doctor;

import java.util.List;
import java.util.Locale;

/** What the machine gives this process. */
final class MachineFindings {
  private static final long LEAST_FREE = 1L << 29;

  private MachineFindings() {}

  /**
   * The processors.
   *
   * @param usable those this process may use
   * @param online the system's list of all, for example {@code 0-3,6}; empty if it tells none
   */
  static Finding processor(String name, int usable, String online) {
    int all = count(online);
    String text = name + ", " + threads(usable) + " for this process";
    return all > usable
        ? Finding.note(
            "processor",
            text
                + " of "
                + all
                + ": taskset, a container or -XX:ActiveProcessorCount holds it back",
            "taskset -p $$, docker run --cpus, or the like")
        : Finding.ok("processor", text);
  }

  private static String threads(int count) {
    return count == 1 ? "1 thread" : count + " threads";
  }

  /** How many processors a list such as {@code 0-3,6} names; 0 where it cannot be read. */
  static int count(String list) {
    int count = 0;
    try {
      for (String range : list.strip().split(",", -1)) {
        String[] ends = range.split("-", -1);
        count += Integer.parseInt(ends[ends.length - 1]) - Integer.parseInt(ends[0]) + 1;
      }
    } catch (NumberFormatException e) {
      return 0;
    }
    return count;
  }

  /**
   * Memory in bytes. For data off its heap a JVM takes whatever the system gives.
   *
   * @param heap most that the JVM takes for its heap
   */
  static Finding memory(SystemMemory memory, long heap) {
    String text =
        String.format(
            Locale.ROOT,
            "%s%s, %s free; the JVM may take %s of it for its heap",
            size(memory.total()),
            memory.limited()
                ? " of the machine's " + size(memory.machine()) + ", by a container's limit"
                : "",
            size(memory.available()),
            size(heap));
    if (memory.available() < LEAST_FREE) {
      return Finding.note("memory", text, "end other programs, or give the container more");
    }
    return heap > memory.total()
        ? Finding.note(
            "memory",
            text + ": more than there is, so that the system may kill it",
            "lower -Xmx in SKIPLANE_JAVA_OPTS, or give the container more")
        : Finding.ok("memory", text + " (-Xmx in SKIPLANE_JAVA_OPTS changes it)");
  }

  /**
   * Whether the processor rounds a·b + c once, as all of Skiplane's sums do: without it {@code
   * Math.fma} computes in decimal arithmetic.
   *
   * @param cpuinfo {@code /proc/cpuinfo}; empty if there is none
   * @param used whether the JVM uses the instruction
   */
  static Finding multiplyAdd(String cpuinfo, boolean used, List<String> options) {
    if (used) {
      return Finding.ok("fused sums", "the JVM uses the processor's fused multiply-add");
    }
    String slow = ", so that every multiply-add is done in software, hundreds of times slower";
    for (String option : options) {
      if (option.equals("-XX:-UseFMA") || option.startsWith("-XX:UseAVX=")) {
        return Finding.amiss(
            "fused sums",
            option + " keeps the JVM from the processor's fused multiply-add" + slow,
            "take the option out of SKIPLANE_JAVA_OPTS or JAVA_TOOL_OPTIONS");
      }
    }
    boolean there =
        cpuinfo.lines().anyMatch(line -> line.startsWith("flags") && line.matches(".*\\bfma\\b.*"));
    return there
        ? Finding.amiss(
            "fused sums",
            "the JVM does not use the processor's fused multiply-add" + slow,
            "use a JVM with C2, as Temurin or Debian's OpenJDK, without options that hold it back")
        : Finding.amiss(
            "fused sums",
            "this processor has no fused multiply-add, or a virtual machine hides it" + slow,
            "let the virtual machine show the host's processor (QEMU: -cpu host)",
            "or take a processor with FMA: Intel since 2013 (Haswell), AMD since 2012, any 64-bit"
                + " ARM");
  }

  private static String size(long bytes) {
    return bytes < 10L << 30
        ? String.format(Locale.ROOT, "%.1f GiB", bytes / 0x1p30)
        : String.format(Locale.ROOT, "%.0f GiB", bytes / 0x1p30);
  }

  /**
   * Transparent huge pages, which make steps on data of gigabytes up to a third faster.
   *
   * @param setting as Linux writes it, for example {@code always [madvise] never}
   * @param tunables environment variable {@code GLIBC_TUNABLES}
   */
  static Finding pages(String setting, String tunables) {
    if (setting.contains("[always]")
        || setting.contains("[madvise]") && tunables.contains("glibc.malloc.hugetlb=1")) {
      return Finding.ok("huge pages", "memory off the heap lies in huge pages");
    }
    if (setting.contains("[madvise]")) {
      return Finding.note(
          "huge pages",
          "memory off the heap lies in small pages; huge ones make steps on gigabytes of data up"
              + " to a third faster",
          "export GLIBC_TUNABLES=glibc.malloc.hugetlb=1");
    }
    return setting.contains("[never]")
        ? Finding.note(
            "huge pages",
            "switched off; they make steps on gigabytes of data up to a third faster",
            "echo always | sudo tee /sys/kernel/mm/transparent_hugepage/enabled")
        : Finding.ok("huge pages", "this system does not tell");
  }
}
