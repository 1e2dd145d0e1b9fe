package io.skiplane.harness.score;

import io.skiplane.harness.cli.Failures;
import io.skiplane.lanes.KernelRuntime;
import io.skiplane.lanes.Twins;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A JVM of its own that measures one kernel, as the width of vectors is chosen once a JVM: checks
 * the answers, has everything compiled, measures, checks the answers of the compiled code. Each
 * result goes to standard output at once, a {@link Message} a line.
 */
public final class ScoreJvm {
  /** Warming up one item may take this share of all the time. */
  private static final int WARM_UP_SHARE = 4;

  private ScoreJvm() {}

  /**
   * Measures.
   *
   * @param args seconds that this may take, and how many threads are all
   */
  public static void main(String[] args) {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int code = 0;
    try {
      measure(Double.parseDouble(args[0]), Integer.parseInt(args[1]), out);
    } catch (RuntimeException | Error e) {
      code = Failures.report(e, err);
    }
    System.exit(code);
  }

  private static void measure(double seconds, int threads, PrintStream out) {
    long nanos = (long) (seconds * 1e9);
    long deadline = System.nanoTime() + nanos;
    KernelRuntime runtime = Twins.runtime();
    tell(out, new Message.Running(runtime.kernel(), runtime.laneBits()));
    for (Item item : Item.here()) {
      tell(out, new Message.Doing(item, 0));
      String answer = item.isStep() ? Answers.check(item) : "";
      Stopwatch.warmUp(item, nanos / WARM_UP_SHARE);
      if (item.isStep()) {
        tell(out, new Message.Answer(item, answer));
      }
    }
    List<Integer> counts = threads == 1 ? List.of(1) : List.of(1, threads);
    int left = counts.size() * Item.here().size();
    for (Item item : Item.here()) {
      for (int count : counts) {
        tell(out, new Message.Doing(item, count));
        long share = (deadline - System.nanoTime()) / left--;
        tell(out, new Message.Measured(Stopwatch.measure(item, count, share)));
      }
      if (item.isStep()) {
        Answers.check(item);
      }
    }
  }

  private static void tell(PrintStream out, Message message) {
    out.println(message.line());
    out.flush();
    if (out.checkError()) {
      throw new IllegalStateException("nobody listens any more");
    }
  }
}
