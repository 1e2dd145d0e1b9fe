package io.skiplane.bench;

import io.skiplane.bench.rows.StepKind;
import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import java.lang.foreign.Arena;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * Cost as the work grows: one resident step on one input of k patches of p numbers, over and over,
 * so that the input itself fills the caches, one after the other. The time of a number should be
 * flat but for their steps.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class SweepBenchmark {
  /** Beyond, plain Java takes longer than all the rest; the loops are the same. */
  private static final long CHECKED_NUMBERS = 1 << 22;

  /** Patches. */
  @Param("16")
  public long k = 16;

  /** Numbers of a patch. */
  @Param("16")
  public long p = 16;

  /** Format of weights, data and arithmetic. */
  @Param public Precision precision = Precision.FLOAT;

  /** The twin to run; {@link ForkKernel} turns it into a JVM argument. */
  @Param("vector")
  public String kernel = "";

  private final Arena arena = Arena.ofConfined();
  private int operations;
  private @Nullable Work work;

  /** Checks the kernel and the answer, then makes what the benchmark runs. */
  @Setup(Level.Trial)
  public void prepare(BenchmarkParams params) {
    operations = params.getOpsPerInvocation();
    RanKernel.check(kernel, precision);
    Shape shape = new Shape(k, p);
    if (shape.elements() >= WarmUp.LARGE_NUMBERS) {
      WarmUp.small(StepKind.RESIDENT, shape, precision);
    }
    Problem problem = new Problem(arena, shape, precision, 1);
    if (shape.elements() <= CHECKED_NUMBERS) {
      AnswerCheck.check(problem, StepKind.RESIDENT);
    }
    work = Work.of(StepKind.RESIDENT, problem);
    WarmUp.run(work, operations);
  }

  /** Puts the state back to where it began. */
  @Setup(Level.Iteration)
  public void rewind() {
    if (work != null) {
      work.rewind();
    }
  }

  /** Gives the memory back. */
  @TearDown
  public void close() {
    arena.close();
  }

  /** Steps. */
  @Benchmark
  public void step() {
    if (work == null) {
      throw new IllegalStateException("not set up");
    }
    work.run(operations);
  }
}
