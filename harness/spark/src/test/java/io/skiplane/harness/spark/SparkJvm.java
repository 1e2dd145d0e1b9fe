package io.skiplane.harness.spark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** How JVMs of these tests are started: a JDK 25, small, with Spark's jars from the build. */
final class SparkJvm {
  static final Path HOME = path("spark.test.home");
  static final Path SKIPLANE = path("spark.test.skiplane");
  static final Path APPLICATION = path("spark.test.application");

  /** The compiler that starts sooner does not make vectors. */
  private static final String SCALAR = "-Dskiplane.kernel=scalar";

  private static final List<String> OPENS =
      Stream.of(
              "java.lang",
              "java.lang.invoke",
              "java.lang.reflect",
              "java.net",
              "java.nio",
              "java.util",
              "java.util.concurrent",
              "sun.nio.ch",
              "sun.nio.cs",
              "sun.util.calendar")
          .map(name -> "--add-opens=java.base/" + name + "=ALL-UNNAMED")
          .toList();

  static final String LOOPBACK = "127.0.0.1";

  private SparkJvm() {}

  private static Path path(String property) {
    return Path.of(System.getProperty(property)).toAbsolutePath().normalize();
  }

  static String jars() {
    return HOME.resolve("jars") + "/*";
  }

  /** The JVM with options. */
  static List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-XX:-UsePerfData", "--enable-native-access=ALL-UNNAMED"));
    return command;
  }

  /** {@code skiplane} as its launcher starts it where the arguments ask for Spark. */
  static List<String> skiplane(List<String> args) {
    List<String> command = new ArrayList<>(command());
    command.addAll(List.of("--add-modules", "jdk.incubator.vector", SCALAR));
    command.addAll(OPENS);
    command.add("-Dspark.executor.memory=512m");
    command.add("-Dspark.executor.extraJavaOptions=-XX:TieredStopAtLevel=1 " + SCALAR);
    command.addAll(List.of("-cp", jars() + ":" + SKIPLANE, "io.skiplane.harness.Main"));
    command.addAll(args);
    return command;
  }

  /** The application's jar as {@code spark-submit} starts it. */
  static List<String> submit(String master, List<String> args) {
    List<String> command = new ArrayList<>(command());
    command.addAll(List.of("--add-modules", "jdk.incubator.vector", SCALAR));
    command.addAll(OPENS);
    command.addAll(List.of("-cp", jars(), "org.apache.spark.deploy.SparkSubmit"));
    command.addAll(List.of("--master", master, APPLICATION.toString()));
    command.addAll(args);
    return command;
  }

  /** {@code skiplane} without Spark. */
  static List<String> plain(List<String> args) {
    List<String> command = new ArrayList<>(command());
    command.addAll(List.of("--add-modules", "jdk.incubator.vector", SCALAR));
    command.addAll(List.of("-jar", SKIPLANE.toString()));
    command.addAll(args);
    return command;
  }
}
