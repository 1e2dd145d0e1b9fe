package io.skiplane.bench.report;

import java.util.List;

/** The arguments of the measuring JVMs, and those of them that a report need not tell. */
public final class ForkFlags {
  /** What every fork gets: the vectors, and leave for JMH's own use of Unsafe. */
  public static final List<String> EVERY_FORK =
      List.of("--add-modules=jdk.incubator.vector", "--sun-misc-unsafe-memory-access=allow");

  /** Where the bench's own properties begin, which JMH hands on from the JVM that steers. */
  private static final List<String> OWN_PROPERTIES =
      List.of("-Dskiplane.bench.", "-Dorg.bytedeco.javacpp.cachedir=");

  private ForkFlags() {}

  /** What differs from a JVM as it comes; JMH hands the arguments of the steering JVM to forks. */
  static String told(Results results) {
    List<String> flags =
        results.all().stream()
            .flatMap(result -> result.jvmArguments().stream())
            .distinct()
            .filter(flag -> !EVERY_FORK.contains(flag))
            .filter(flag -> OWN_PROPERTIES.stream().noneMatch(flag::startsWith))
            .toList();
    return flags.isEmpty() ? "default flags" : String.join(" ", flags).replace("|", "\\|");
  }
}
