package io.skiplane.harness.score;

import io.skiplane.harness.host.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Starts a {@link ScoreJvm} for a kernel and listens to it. */
final class Child {
  private final ScoreKernel kernel;
  private final Map<Item, String> answers = new EnumMap<>(Item.class);
  private final List<Rate> rates = new ArrayList<>();

  private Child(ScoreKernel kernel) {
    this.kernel = kernel;
  }

  /**
   * Measures a kernel in a JVM of its own, with the options of this one.
   *
   * @param each hears of each thing done at once
   * @throws IllegalStateException if that JVM fails, with what it says
   */
  static KernelScore run(
      ScoreKernel kernel, double seconds, int threads, Consumer<Message.Doing> each)
      throws IOException {
    Path errors = Files.createTempFile("skiplane-bench", ".txt");
    try {
      return new Child(kernel).run(command(kernel, seconds, threads), errors, each);
    } finally {
      Files.delete(errors);
    }
  }

  private static List<String> command(ScoreKernel kernel, double seconds, int threads) {
    return ChildJvm.command(
        ChildJvm.kernel(kernel.laneBits()),
        ScoreJvm.class,
        List.of(Double.toString(seconds), Integer.toString(threads)));
  }

  private KernelScore run(List<String> command, Path errors, Consumer<Message.Doing> each)
      throws IOException {
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    Thread end = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(end);
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        heard(Message.parse(line), each);
      }
      int code = process.waitFor();
      if (code != 0) {
        throw new IllegalStateException(
            "the JVM that measures "
                + kernel.word()
                + " ended with exit code "
                + code
                + ": "
                + Files.readString(errors).strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } finally {
      process.destroyForcibly();
      removeHook(end);
    }
    return new KernelScore(kernel, answers, rates);
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // This JVM is ending, and the hook does its work.
    }
  }

  private void heard(Message message, Consumer<Message.Doing> each) {
    switch (message) {
      case Message.Running running -> {
        if (running.laneBits() != kernel.laneBits()) {
          throw new IllegalStateException(
              "a JVM that was to measure "
                  + kernel.word()
                  + " runs the "
                  + running.kernel()
                  + " kernel of "
                  + running.laneBits()
                  + " bits");
        }
      }
      case Message.Doing doing -> each.accept(doing);
      case Message.Answer answer -> answers.put(answer.item(), answer.digest());
      case Message.Measured measured -> rates.add(measured.rate());
    }
  }
}
