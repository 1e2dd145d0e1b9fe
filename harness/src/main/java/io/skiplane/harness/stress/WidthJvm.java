package io.skiplane.harness.stress;

import io.skiplane.harness.checkpoint.StopSignal;
import io.skiplane.harness.cli.Failures;
import io.skiplane.harness.stress.BlockComputer.Scene;
import io.skiplane.harness.stress.ResidentInputs.Crew;
import io.skiplane.harness.train.Choices.GradientName;
import io.skiplane.lanes.Twins;
import io.skiplane.model.Start;
import io.skiplane.model.Teacher;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A JVM of its own that computes blocks by vectors of another width, as a JVM chooses the width
 * once. It is asked on standard input and answers on standard output, a line each, and ends with
 * the one that asks: a block is named by its gradient and number, its answer is the digest; {@code
 * keep} and a file's name has the weights themselves written there.
 */
public final class WidthJvm {
  static final String KEEP = "keep";
  static final String KEPT = "kept";

  private final StressProblem problem;
  private final Scene scene;
  private final BlockComputer runner;
  private final ExecutorService executor;

  private WidthJvm(StressProblem problem, Arena arena, ExecutorService executor) {
    this.problem = problem;
    this.executor = executor;
    Teacher teacher = Teacher.study(arena, problem.shape());
    ResidentInputs inputs =
        problem.windowInputs() == 0
            ? null
            : new ResidentInputs(arena, problem, problem.windowInputs());
    scene = new Scene(teacher, new Start(arena, teacher), inputs);
    runner = new BlockComputer(arena, problem, scene);
  }

  /**
   * Answers until nobody asks any more.
   *
   * @param args the problem
   */
  public static void main(String[] args) {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int code = 0;
    // Ctrl-C goes to this process too, but it is the other one's to end it.
    try (StopSignal signal = StopSignal.listen();
        Arena arena = Arena.ofShared();
        ExecutorService executor = Executors.newSingleThreadExecutor();
        BufferedReader in =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      tell(out, Integer.toString(Twins.runtime().laneBits()));
      WidthJvm jvm = new WidthJvm(StressProblem.parse(args[0]), arena, executor);
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        tell(out, jvm.answer(line));
      }
    } catch (IOException | RuntimeException | Error e) {
      code = Failures.report(e, err);
    }
    System.exit(code);
  }

  private String answer(String line) throws IOException {
    String[] words = line.split("\t", -1);
    if (words[0].equals(KEEP)) {
      keep(Path.of(words[1]));
      return KEPT;
    }
    GradientName gradient = GradientName.valueOf(words[0]);
    long block = Long.parseLong(words[1]);
    @Nullable ResidentInputs inputs = scene.inputs();
    if (gradient == GradientName.RESIDENT && inputs != null) {
      double size = Math.sqrt(scene.teacher().squaredNorm());
      inputs.fill(problem.window(block), size, new Crew(executor, 1), done -> {});
    }
    runner.run(gradient, block, Runnable::run, 0, null, () -> false);
    return runner.digest();
  }

  private void keep(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      Kept.write(runner.student().memory(), channel);
    }
  }

  private static void tell(PrintStream out, String line) {
    out.println(line);
    out.flush();
    if (out.checkError()) {
      throw new IllegalStateException("nobody listens any more");
    }
  }
}
