package io.skiplane.harness.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process in the background, whose output goes to a file. */
final class ServerProcess {
  static final long PATIENCE_SECONDS = 600;

  private final Process process;
  private final Path log;

  private ServerProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  static ServerProcess start(Path folder, List<String> command) throws IOException {
    Path log = Files.createTempFile(folder, "process", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("SPARK_HOME", SparkJvm.HOME.toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.environment().put("SPARK_LOCAL_IP", SparkJvm.LOOPBACK);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return new ServerProcess(builder.start(), log);
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Waits until the log holds a text; returns the log. */
  String waitFor(String text) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    while (!log().contains(text)) {
      if (System.nanoTime() - begin > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)
          || !process.isAlive()) {
        throw new AssertionError("no \"" + text + "\" in: " + log());
      }
      Thread.sleep(50);
    }
    return log();
  }

  List<ProcessHandle> descendants() {
    return process.descendants().toList();
  }

  void kill() {
    process.destroyForcibly();
  }

  /** Its exit code, once it has one. */
  int code() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the process does not end");
    }
    return process.exitValue();
  }
}
