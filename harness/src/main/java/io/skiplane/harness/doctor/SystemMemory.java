package io.skiplane.harness.doctor;

/**
 * Memory in bytes as this process may see it.
 *
 * @param total what it may take, by a container's limit or the machine's size
 * @param available what of it is not in use, caches not counted where the system tells them apart
 * @param machine what the machine has
 */
record SystemMemory(long total, long available, long machine) {
  private static final long KIB = 1024;

  /**
   * From what the JVM and Linux tell.
   *
   * @param total as the JVM tells, which knows of a container's limit
   * @param free likewise; caches count as used
   * @param meminfo {@code /proc/meminfo}; empty if there is none
   */
  static SystemMemory of(long total, long free, String meminfo) {
    long machine = bytes(meminfo, "MemTotal:", total);
    long available = bytes(meminfo, "MemAvailable:", free);
    boolean limited = total < machine;
    // The machine's number says nothing of a container's part, unless the machine has less.
    return new SystemMemory(total, limited ? Math.min(free, available) : available, machine);
  }

  boolean limited() {
    return total < machine;
  }

  private static long bytes(String meminfo, String name, long otherwise) {
    return meminfo
        .lines()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(name.length()).strip())
        .filter(size -> size.matches("\\d{1,15} kB"))
        .map(size -> KIB * Long.parseLong(size.substring(0, size.length() - 3)))
        .findFirst()
        .orElse(otherwise);
  }
}
