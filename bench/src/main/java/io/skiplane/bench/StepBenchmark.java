package io.skiplane.bench;

import io.skiplane.descent.Descent;
import io.skiplane.lanes.KernelRuntime;
import io.skiplane.lanes.Kernels;
import io.skiplane.lanes.Twins;
import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.Student;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * Time of one gradient step, batch 1, by each of the five gradients; of one student-step for {@code
 * reduced}, with every lane in use. {@link Main} tells how to run it.
 *
 * <p>Before anything is timed, each fork checks that it runs the kernel that its parameter names
 * and that its gradient steps as plain Java does ({@link AnswerCheck}). One call takes many steps,
 * as users do; the step sizes are tiny and each iteration begins at the same weights, so the state
 * stays where it is.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Warmup(iterations = 10, time = 1) // until then C1 may run, boxing
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 5,
    jvmArgsPrepend = {
      "--add-modules=jdk.incubator.vector",
      "--sun-misc-unsafe-memory-access=allow" // JMH's own
    })
public class StepBenchmark {
  /** Steps that one call of a descent takes. */
  static final int STEPS = 64;

  /** Students times steps that one call of the reduced recurrence takes. */
  static final int STUDENT_STEPS = 8192;

  private static final double STEP_SIZE = 1e-9;

  /** k×p: patches of an input, and numbers of a patch. */
  @Param({"16x8", "100x8", "100x64", "1024x64", "1024x1024"})
  public String shape = "";

  /** Format of weights, data and arithmetic. */
  @Param({"FLOAT", "DOUBLE"})
  public Precision precision = Precision.FLOAT;

  /** The twin to run; {@link ForkKernel} turns it into a JVM argument. */
  @Param({"vector", "scalar"})
  public String kernel = "";

  private final Arena arena = Arena.ofConfined();
  private @Nullable Descent descent;
  private @Nullable Student student;
  private @Nullable Student start;
  private @Nullable Kernels kernels;
  private @Nullable MemorySegment lanes;
  private @Nullable MemorySegment freshLanes;

  /** Checks the kernel and the answers, then makes what the benchmark steps. */
  @Setup(Level.Trial)
  public void prepare(BenchmarkParams params) {
    checkKernel();
    String name = params.getBenchmark().substring(params.getBenchmark().lastIndexOf('.') + 1);
    String[] sizes = shape.split("x", -1);
    Shape size = new Shape(Long.parseLong(sizes[0]), Long.parseLong(sizes[1]));
    Problem problem = new Problem(arena, size, precision);
    AnswerCheck.check(problem, name);
    if (name.equals("reduced")) {
      kernels = Twins.chosen(precision);
      freshLanes = problem.reducedLanes(STEP_SIZE);
      lanes = problem.reducedLanes(STEP_SIZE);
    } else {
      start = problem.student();
      student = problem.student();
      descent = problem.descent(student, name, STEP_SIZE, STEP_SIZE);
    }
  }

  /** Puts the weights back to where they began. */
  @Setup(Level.Iteration)
  public void rewind() {
    if (lanes != null && freshLanes != null) {
      lanes.copyFrom(freshLanes);
    } else if (student != null && start != null) {
      student.copyFrom(start);
    }
  }

  /** Gives the memory back. */
  @TearDown
  public void close() {
    arena.close();
  }

  private void checkKernel() {
    KernelRuntime runtime = Twins.runtime();
    if (!runtime.kernel().equals(kernel)) {
      throw new IllegalStateException(
          "this fork runs the "
              + runtime.kernel()
              + " kernel ("
              + runtime.reason()
              + ") where the parameter says "
              + kernel
              + "; start the benchmarks by "
              + Main.class.getName());
    }
    System.out.println();
    System.out.println(
        "# Skiplane kernel: " + runtime.kernel() + ", lane bits: " + runtime.laneBits());
  }

  /** The closed form on a and v. */
  @Benchmark
  @OperationsPerInvocation(STEPS)
  public long population() {
    return run();
  }

  /** The closed form on (1ᵀa, aᵀa*, φ), a student in each lane. */
  @Benchmark
  @OperationsPerInvocation(STUDENT_STEPS)
  public MemorySegment reduced() {
    if (lanes == null || kernels == null) {
      throw new IllegalStateException("not set up");
    }
    int students = Problem.REDUCED_VECTORS * precision.lanes();
    kernels.reduced(lanes, Problem.REDUCED_VECTORS, STUDENT_STEPS / students);
    return lanes;
  }

  /** Fresh Gaussian patches, drawn in the kernel. */
  @Benchmark
  @OperationsPerInvocation(STEPS)
  public long dense() {
    return run();
  }

  /** The same step in law, from 2k + p normals. */
  @Benchmark
  @OperationsPerInvocation(STEPS)
  public long projected() {
    return run();
  }

  /** Packed patches in memory, at labels that are noise; {@link Problem} tells how many. */
  @Benchmark
  @OperationsPerInvocation(STEPS)
  public long resident() {
    return run();
  }

  private long run() {
    if (descent == null) {
      throw new IllegalStateException("not set up");
    }
    descent.run(STEPS);
    return descent.step();
  }
}
