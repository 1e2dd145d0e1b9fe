package io.skiplane.harness.stress;

import io.skiplane.gradient.Inputs;
import io.skiplane.harness.stress.Weights.Difference;
import io.skiplane.lanes.StreamKey;
import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleConsumer;

/** Some of the resident inputs in memory, and their labels, which no student fits. */
final class ResidentInputs {
  private static final long LABEL_BLOCK = -9;
  private static final long STUDENT = -7;

  private final StressProblem problem;
  private final MemorySegment z;
  private final MemorySegment labels;
  private long first;

  /** Room for {@code count} inputs. */
  ResidentInputs(Arena arena, StressProblem problem, long count) {
    this.problem = problem;
    Precision precision = problem.precision();
    z = arena.allocate(count * problem.inputBytes(), Precision.VECTOR_BYTES);
    labels = arena.allocate(count * precision.bytes(), Precision.VECTOR_BYTES);
  }

  /** Bytes of {@code count} inputs. */
  static long bytes(StressProblem problem, long count) {
    return Math.multiplyExact(
        count, Math.addExact(problem.inputBytes(), (long) problem.precision().bytes()));
  }

  /**
   * Draws the inputs of a window, from which on all are kept here.
   *
   * @param size of a label
   * @param crew does it
   * @param told hears several times a second how much is done, from 0 to 1
   */
  void fill(StressProblem.Window window, double size, Crew crew, DoubleConsumer told) {
    first = window.first();
    Precision precision = problem.precision();
    for (long i = 0; i < window.count(); i++) {
      // Uniform in ±√3 of its size, which is as good as any law here.
      double label = 2 * StreamKey.uniform(problem.seed(), STUDENT, LABEL_BLOCK - first - i) - 1;
      precision.set(labels, 0, i, size * Math.sqrt(3) * label);
    }
    long begin = first * problem.shape().elements();
    AtomicLong done = new AtomicLong();
    double all = window.count() * problem.inputBytes();
    draw(
        window,
        crew,
        (number, drawn) -> {
          MemorySegment.copy(drawn, 0, z, (number - begin) * precision.bytes(), drawn.byteSize());
          done.addAndGet(drawn.byteSize());
        },
        () -> told.accept(done.get() / all));
  }

  /** The threads of an executor. */
  record Crew(ExecutorService executor, int threads) {}

  /** Draws all numbers of a window, each thread a part of them, piece by piece. */
  private void draw(
      StressProblem.Window window, Crew crew, ResidentNumbers.Taker taker, Runnable meanwhile) {
    long elements = problem.shape().elements();
    long begin = window.first() * elements;
    long end = begin + window.count() * elements;
    long pieces = (end - begin + ResidentNumbers.PIECE - 1) / ResidentNumbers.PIECE;
    long share = (pieces + crew.threads - 1) / crew.threads * ResidentNumbers.PIECE;
    List<Future<?>> parts = new ArrayList<>();
    for (long from = begin; from < end; from += share) {
      long at = from;
      long count = Math.min(end - from, share);
      parts.add(
          crew.executor.submit(
              () -> {
                try (Arena arena = Arena.ofConfined()) {
                  new ResidentNumbers(arena, problem.precision(), problem.seed())
                      .draw(at, count, taker);
                }
              }));
    }
    for (Future<?> part : parts) {
      Workers.join(part, meanwhile);
    }
  }

  /**
   * Draws all numbers again and compares them with what the memory has kept.
   *
   * @param count inputs that are here
   * @param most differences that are told
   */
  List<Difference> differences(long count, Crew crew, int most) {
    List<Difference> differences = new ArrayList<>();
    draw(
        new StressProblem.Window(first, count),
        crew,
        (number, drawn) -> {
          long at = (number - first * problem.shape().elements()) * problem.precision().bytes();
          long end = at + drawn.byteSize();
          if (MemorySegment.mismatch(z, at, end, drawn, 0, drawn.byteSize()) >= 0) {
            compare(number, at, drawn, most, differences);
          }
        },
        () -> {});
    return differences;
  }

  private void compare(
      long number, long at, MemorySegment drawn, int most, List<Difference> differences) {
    Precision precision = problem.precision();
    synchronized (differences) {
      long count = drawn.byteSize() / precision.bytes();
      for (long i = 0; i < count && differences.size() < most; i++) {
        long bits = Weights.bits(z, at, i, precision);
        long drawnBits = Weights.bits(drawn, 0, i, precision);
        if (bits != drawnBits) {
          differences.add(new Difference("z", number + i, bits, drawnBits));
        }
      }
    }
  }

  /** The bits of a number now. */
  long bits(long number) {
    return Weights.bits(z, 0, number - first * problem.shape().elements(), problem.precision());
  }

  /** The inputs of a window, which are all here. */
  Inputs of(StressProblem.Window window) {
    long at = window.first() - first;
    Precision precision = problem.precision();
    Shape shape = problem.shape();
    return new Inputs(
        z.asSlice(at * problem.inputBytes(), window.count() * problem.inputBytes()),
        labels.asSlice(at * precision.bytes(), window.count() * precision.bytes()),
        shape,
        window.count(),
        precision,
        Inputs.Layout.ROW_MAJOR);
  }

  /** All numbers, from that of the first input on. */
  MemorySegment numbers() {
    return z;
  }
}
