package io.skiplane.harness.stress;

import io.skiplane.harness.cli.OptionValue;
import io.skiplane.harness.host.ByteCount;
import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import java.util.Locale;

/**
 * What a run takes of the main memory, all of it before it starts.
 *
 * @param inputs bytes of the resident inputs
 * @param rest bytes of all else off the heap
 * @param others bytes of the JVMs that compute by other widths
 */
record MemoryPlan(long inputs, long rest, long others) {
  /** What a JVM takes beside the data. */
  private static final long JVM = 256L << 20;

  /**
   * The plan of a run.
   *
   * @param threads that compute, each with a student of its own
   * @param jvms of other widths
   */
  static MemoryPlan of(StressProblem problem, int threads, int jvms) {
    long weights = 2 * problem.teacherBytes();
    long runner = problem.studentBytes() + problem.workspaceBytes();
    long inputs = ResidentInputs.bytes(problem, problem.inputs());
    long pieces = (threads + 1) * ResidentNumbers.bytes(problem.precision());
    long rest = weights + threads * runner + problem.studentBytes() + pieces;
    long window = ResidentInputs.bytes(problem, problem.windowInputs());
    return new MemoryPlan(inputs, rest, jvms * (weights + runner + window + JVM));
  }

  /** Bytes off the heap of this JVM. */
  long offHeap() {
    return inputs + rest;
  }

  /** Bytes of all processes. */
  long all() {
    return inputs + rest + others + JVM;
  }

  /**
   * Checks that there is so much: else the system would end the run, or another one.
   *
   * @param available bytes
   * @throws IllegalArgumentException if not, with the sizes
   */
  void check(long available) {
    if (all() > available) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the run needs %s of memory (%s for the resident inputs, %s for weights and"
                  + " workspaces, %s for other JVMs), and %s are available: lower --memory, --k,"
                  + " --p or --threads, or end other programs",
              ByteCount.text(all()),
              ByteCount.text(inputs),
              ByteCount.text(rest),
              ByteCount.text(all() - inputs - rest),
              ByteCount.text(available)));
    }
  }

  /**
   * How many inputs fit.
   *
   * @param bytes as asked for
   * @throws IllegalArgumentException if it is not even one
   */
  static long inputs(Shape shape, Precision precision, long bytes) {
    long each = Math.multiplyExact(shape.elements(), (long) precision.bytes()) + precision.bytes();
    if (bytes < each) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "--memory is %s, and one resident input of %s numbers takes %s: raise it, or lower"
                  + " --k or --p",
              ByteCount.text(bytes),
              shape,
              ByteCount.text(each)));
    }
    return bytes / each;
  }

  /**
   * Reads a number of bytes, such as {@code 12g}.
   *
   * @throws IllegalArgumentException if it is none
   */
  static long bytes(String option, String text) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    int unit = word.isEmpty() ? -1 : "kmgt".indexOf(word.charAt(word.length() - 1));
    String number = unit < 0 ? word : word.substring(0, word.length() - 1);
    int shift = 10 * (unit + 1);
    try {
      return OptionValue.whole(option, number, 1, Long.MAX_VALUE >> shift) << shift;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          option + " is " + text + "; it must be a number of bytes, such as 512m or 12g", e);
    }
  }
}
