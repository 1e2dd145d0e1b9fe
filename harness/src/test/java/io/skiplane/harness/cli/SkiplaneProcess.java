package io.skiplane.harness.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** {@code skiplane} in a process of its own, on the scalar kernel, which starts sooner. */
public final class SkiplaneProcess {
  private static final long PATIENCE_SECONDS = 600;

  private final Process process;
  private final Path errors;

  private SkiplaneProcess(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
  }

  /** Starts it. */
  public static SkiplaneProcess start(Path scratch, List<String> args) throws IOException {
    return start(scratch, List.of(), args);
  }

  /** Starts it where files may have 64 KiB, which stands for a disk that is full. */
  public static SkiplaneProcess startOnFullDisk(Path scratch, List<String> args)
      throws IOException {
    return start(scratch, List.of("bash", "-c", "ulimit -f 64; exec \"$@\"", "bash"), args);
  }

  /** Starts it, by a command that stands before the JVM's. */
  public static SkiplaneProcess start(Path scratch, List<String> prefix, List<String> args)
      throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto", "-XX:-UsePerfData"));
    command.addAll(List.of("--add-modules", "jdk.incubator.vector", "-Dskiplane.kernel=scalar"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("io.skiplane.harness.Main");
    command.addAll(args);
    Path errors = Files.createTempFile(scratch, "errors", ".txt");
    Process process =
        new ProcessBuilder(command)
            .redirectError(errors.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return new SkiplaneProcess(process, errors);
  }

  /** As {@code kill -9} after some time; whether the process was still at work then. */
  private boolean killAfter(long millis) throws InterruptedException {
    if (process.waitFor(millis, TimeUnit.MILLISECONDS)) {
      return false;
    }
    process.destroyForcibly();
    process.waitFor();
    return true;
  }

  /**
   * As {@code kill -9} at a random instant; whether the process was still at work then. Every other
   * time it is killed once it has saved something new, so that there is something to go on from.
   *
   * @param saved when the checkpoint was written before the process began, 0 without one
   * @param mostMillis it is killed within 300 ms and these, where it does not matter what it saved
   */
  public boolean killSometime(Random random, Path checkpoint, long saved, int mostMillis)
      throws InterruptedException {
    boolean waits = random.nextBoolean();
    if (waits) {
      waitForChange(checkpoint, saved);
    }
    return killAfter(waits ? random.nextInt(200) : 300 + random.nextInt(mostMillis));
  }

  /** When a file was written last; 0 without one. */
  public static long written(Path file) {
    return file.toFile().lastModified();
  }

  /** As Ctrl-C, but for the signal's name. */
  public void stop() {
    process.destroy();
  }

  public long pid() {
    return process.pid();
  }

  /** Waits for a file to appear. */
  public void waitFor(Path file) throws InterruptedException {
    long begin = System.nanoTime();
    while (!Files.exists(file)) {
      if (System.nanoTime() - begin > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)
          || !process.isAlive()) {
        throw new AssertionError(file + " does not appear");
      }
      Thread.sleep(5);
    }
  }

  /** Waits for a file to appear, or to be written since a time; or for the process to end. */
  private void waitForChange(Path file, long sinceMillis) throws InterruptedException {
    while (process.isAlive() && written(file) <= sinceMillis) {
      Thread.sleep(5);
    }
  }

  /** Its exit code, once it has one. */
  public int code() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the process does not end");
    }
    return process.exitValue();
  }

  /** What went to standard error. */
  public String errors() throws IOException {
    return Files.readString(errors);
  }
}
