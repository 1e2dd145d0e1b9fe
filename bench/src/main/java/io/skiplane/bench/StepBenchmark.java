package io.skiplane.bench;

import io.skiplane.bench.rows.Caches;
import io.skiplane.bench.rows.Cost;
import io.skiplane.bench.rows.Row;
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
 * Time of one gradient step, batch 1; of one student-step or one number where a {@link Row} says
 * so.
 *
 * <p>Before anything is timed, each fork checks that it runs the kernel, the precision and the
 * shape that its parameters name, and that the step is the one plain Java takes ({@link
 * AnswerCheck}). One call takes many steps, as users do; the step sizes are tiny and each iteration
 * begins at the same weights, so the state stays where it is.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class StepBenchmark {
  /** What is timed. */
  @Param public Row row = Row.RESIDENT_16X8_L1;

  /** Format of weights, data and arithmetic. */
  @Param public Precision precision = Precision.FLOAT;

  /** The twin to run; {@link ForkKernel} turns it into a JVM argument. */
  @Param({"vector", "scalar"})
  public String kernel = "";

  private final Arena arena = Arena.ofConfined();
  private int operations;
  private @Nullable Work work;

  /** Checks the kernel and the answers, then makes what the benchmark runs. */
  @Setup(Level.Trial)
  public void prepare(BenchmarkParams params) {
    operations = params.getOpsPerInvocation();
    RanKernel.check(kernel, precision);
    Arena memory = row.kind().arena(arena);
    Shape shape = new Shape(row.k(), row.p());
    // Not where k + p count: the code of single steps would have to be compiled anew for many.
    if (Cost.of(row, precision).flops() >= WarmUp.LARGE_FLOPS) {
      WarmUp.small(row.kind(), shape, precision);
    }
    long inputs = row.inputs(precision, Caches.here());
    Problem problem = new Problem(memory, shape, precision, inputs);
    AnswerCheck.check(problem, row.kind());
    work = Work.of(row.kind(), problem);
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
    if (work != null) {
      work.close();
    }
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
