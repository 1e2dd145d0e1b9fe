package io.skiplane.harness.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real process, watched by another one. */
class WatchedProcessTest {
  private static final long PATIENCE_SECONDS = 300;

  @TempDir private Path folder = Path.of("");

  private final List<Process> processes = new ArrayList<>();
  private final List<Path> errors = new ArrayList<>();

  @AfterEach
  void end() throws InterruptedException {
    for (Process process : processes) {
      process.destroyForcibly().waitFor();
    }
  }

  private Process skiplane(String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto", "-XX:-UsePerfData"));
    command.addAll(List.of("--add-modules", "jdk.incubator.vector", "-Dskiplane.kernel=scalar"));
    command.addAll(List.of("--add-exports", "java.base/jdk.internal.misc=ALL-UNNAMED"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("-Dstdout.encoding=UTF-8", "io.skiplane.harness.Main"));
    command.addAll(List.of(args));
    errors.add(Files.createTempFile(folder, "errors", ".txt"));
    Process process = new ProcessBuilder(command).redirectError(errors.getLast().toFile()).start();
    processes.add(process);
    return process;
  }

  /** The run's folder, once it can be watched. */
  private Path watchable(Process run, Path out) throws InterruptedException {
    long begin = System.nanoTime();
    while (!Files.exists(CountersLayout.file(out))) {
      assertThat(System.nanoTime() - begin).isLessThan(TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS));
      assertThat(run.isAlive()).isTrue();
      Thread.sleep(20);
    }
    return out;
  }

  private static int code(Process process) throws InterruptedException {
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private static String output(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void theWatcherEndsWithTheRun() throws Exception {
    Path out = folder.resolve("out");
    Process run = skiplane("train", "--steps", "9000000000", "--out", out.toString());
    Process watcher = skiplane("watch", watchable(run, out).toString());
    // Its first line: it watches now.
    StringBuilder text = new StringBuilder();
    for (int c = watcher.getInputStream().read(); c != '\n' && c >= 0; ) {
      text.append((char) c);
      c = watcher.getInputStream().read();
    }
    assertThat(text.toString()).contains(" steps/s  ");
    run.destroy();
    assertThat(code(run)).isEqualTo(143);
    assertThat(output(watcher))
        .doesNotContain("\u001b")
        .endsWith("The run was stopped; --resume " + out + " of its command goes on with it.\n");
    assertThat(code(watcher)).isZero();
    try (Stream<Path> files = Files.list(out)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("checkpoint", "trajectory.part");
    }
  }

  @Test
  void aRunThatHasDiedIsNoticed() throws Exception {
    Path out = folder.resolve("out");
    Process run =
        skiplane("train", "--steps", "9000000000", "--checkpoint", "0", "--out", out.toString());
    watchable(run, out);
    run.destroyForcibly().waitFor();
    Process watcher = skiplane("watch", out.toString());
    String shown = output(watcher);
    assertThat(code(watcher)).as(shown).isEqualTo(1);
    assertThat(errors.getLast())
        .content()
        .contains("skiplane: the run has died: process " + run.pid() + " is no more")
        .contains("it has left no checkpoint, so it must be started anew");
    // Another run in its place starts as if nothing had been.
    Process anew = skiplane("train", "--steps", "10", "--out", out.toString());
    assertThat(code(anew)).isZero();
  }
}
