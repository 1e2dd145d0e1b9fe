package io.skiplane.harness.stress;

import io.skiplane.harness.host.ChildJvm;
import io.skiplane.harness.train.Choices.GradientName;
import io.skiplane.model.Student;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts a {@link WidthJvm} and asks it. */
final class WidthChild implements AutoCloseable {
  private static final long LONGEST_END_SECONDS = 60;

  private final int laneBits;
  private final Path errors;
  private final Process process;
  private final BufferedReader answers;
  private final BufferedWriter questions;

  /** Starts the JVM. */
  WidthChild(int laneBits, StressProblem problem) throws IOException {
    this.laneBits = laneBits;
    errors = Files.createTempFile("skiplane-stress", ".txt");
    List<String> command =
        ChildJvm.command(ChildJvm.kernel(laneBits), WidthJvm.class, List.of(problem.text()));
    process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    answers = process.inputReader(StandardCharsets.UTF_8);
    questions = process.outputWriter(StandardCharsets.UTF_8);
    String found = answer();
    if (!found.equals(Integer.toString(laneBits))) {
      close();
      throw new IllegalStateException(
          "a JVM that was to run vectors of " + laneBits + " bits runs " + found + " bits");
    }
  }

  /** The digest that a block comes to there. */
  String digest(GradientName gradient, long block) throws IOException {
    return ask(gradient.name() + "\t" + block);
  }

  /** Takes over the weights that the last block has ended with there. */
  void weights(Student to) throws IOException {
    Path file = Files.createTempFile("skiplane-stress", ".weights");
    try {
      if (!ask(WidthJvm.KEEP + "\t" + file).equals(WidthJvm.KEPT)) {
        throw failure();
      }
      try (FileChannel channel = FileChannel.open(file)) {
        Kept.read(to.memory(), channel);
      }
    } finally {
      Files.delete(file);
    }
  }

  private String ask(String question) throws IOException {
    try {
      questions.write(question + "\n");
      questions.flush();
    } catch (IOException e) {
      throw failure();
    }
    return answer();
  }

  private String answer() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw failure();
    }
    return line;
  }

  private IllegalStateException failure() throws IOException {
    return new IllegalStateException(
        "the JVM that computes by vectors of "
            + laneBits
            + " bits has ended: "
            + Files.readString(errors).strip());
  }

  /** Ends the JVM. */
  @Override
  public void close() throws IOException {
    try {
      questions.close(); // It ends when nobody asks any more.
    } catch (IOException e) {
      // It has ended.
    }
    try {
      if (!process.waitFor(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    Files.deleteIfExists(errors);
  }
}
