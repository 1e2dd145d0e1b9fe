package io.skiplane.bench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.skiplane.bench.rows.Caches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a run ran on, and how.
 *
 * @param cpu the processor's name
 * @param cores that this process may use
 * @param caches sizes of the data caches
 * @param memory bytes of main memory, 0 if unknown
 * @param system operating system
 * @param jdk version and vendor of the JVM
 * @param pinned what stood before each fork's JVM
 * @param revision of the sources, as git names it; may be empty
 * @param ended time of the end of the run, UTC
 * @param seconds that the run took
 * @param quick whether it was one for a look only
 * @param notRun what the run left out for want of time
 * @param failed the peers that crashed or answered wrongly, and how
 * @param libraries versions of what Skiplane was compared with, by their artifacts
 */
public record Machine(
    String cpu,
    int cores,
    Caches caches,
    long memory,
    String system,
    String jdk,
    String pinned,
    String revision,
    String ended,
    double seconds,
    boolean quick,
    List<String> notRun,
    List<String> failed,
    Map<String, String> libraries) {

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** Files of runs that left nothing out need not say so. */
  public Machine {
    notRun = notRun == null ? List.of() : List.copyOf(notRun);
    failed = failed == null ? List.of() : List.copyOf(failed);
    libraries = libraries == null ? Map.of() : Map.copyOf(libraries);
  }

  /** This machine. */
  public static Machine here(
      Caches caches,
      String pinned,
      double seconds,
      boolean quick,
      List<String> notRun,
      List<String> failed,
      Map<String, String> libraries) {
    return new Machine(
        field("/proc/cpuinfo", "model name", System.getProperty("os.arch", "unknown")),
        Runtime.getRuntime().availableProcessors(),
        caches,
        kilobytes(field("/proc/meminfo", "MemTotal", "0")),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("java.vm.version") + ", " + System.getProperty("java.vendor"),
        pinned,
        System.getProperty("skiplane.bench.revision", ""),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        seconds,
        quick,
        notRun,
        failed,
        libraries);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException if it cannot be read, or is something else
   */
  public static Machine read(Path json) {
    return FileProblem.read(json, text -> MAPPER.readValue(text, Machine.class));
  }

  /** Writes it as JSON. */
  public void write(Path json) throws IOException {
    Files.writeString(json, MAPPER.writeValueAsString(this) + "\n");
  }

  /** One line for a picture. */
  String caption() {
    return cpu
        + ", JVM "
        + jdk
        + ", "
        + ended.substring(0, Math.min(10, ended.length()))
        + (quick ? ", a quick run: for a look, not for a claim" : "");
  }

  /** What a reader of a quick run must know. */
  static String quickRun(Results results) {
    int forks = results.forks();
    return "A quick run: "
        + (forks == 1 ? "one short fork" : forks + " short forks")
        + " for each row. For a look, not for a claim.";
  }

  private static String field(String file, String name, String missing) {
    try (Stream<String> lines = Files.lines(Path.of(file))) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(missing);
    } catch (IOException | java.io.UncheckedIOException e) {
      return missing;
    }
  }

  private static long kilobytes(String text) {
    return Long.parseLong(List.of(text.split(" ", -1)).getFirst()) << 10;
  }
}
