package io.skiplane.harness.host;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts another JVM like this one. */
public final class ChildJvm {
  /** Options that are for one JVM alone. */
  private static final List<String> OWN =
      List.of("-agentlib", "-javaagent", "-XX:DumpLoadedClassList", "-XX:SharedClassListFile");

  private ChildJvm() {}

  /** Options that this JVM was started with, as far as they matter to another one. */
  public static List<String> options() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> OWN.stream().noneMatch(option::startsWith))
        .toList();
  }

  /**
   * The command that starts it.
   *
   * @param options beside those of this JVM
   * @param main its class
   * @param args the program's
   */
  public static List<String> command(List<String> options, Class<?> main, List<String> args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(main.getName());
    command.addAll(args);
    return command;
  }

  /**
   * Options that make a JVM choose a kernel: by the width of its vectors, 0 for the scalar twin.
   */
  public static List<String> kernel(int laneBits) {
    return laneBits == 0
        ? List.of("-Dskiplane.kernel=scalar")
        : List.of("-Dskiplane.kernel=vector", "-Dskiplane.laneBits=" + laneBits);
  }
}
