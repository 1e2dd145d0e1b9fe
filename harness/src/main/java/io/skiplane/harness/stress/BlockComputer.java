package io.skiplane.harness.stress;

import io.skiplane.descent.Descent;
import io.skiplane.descent.DivergenceException;
import io.skiplane.gradient.Gradient;
import io.skiplane.harness.digest.Digest;
import io.skiplane.harness.train.Choices.GradientName;
import io.skiplane.memory.Precision;
import io.skiplane.model.Start;
import io.skiplane.model.Student;
import io.skiplane.model.Teacher;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.security.MessageDigest;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Computes blocks, one after the other in the same memory. Not safe for use by two threads. */
final class BlockComputer {
  private static final long PIECE = 1 << 26;

  private final StressProblem problem;
  private final Scene scene;
  private final Student student;
  private final MemorySegment workspace;
  private long nanos;
  private @Nullable DivergenceException divergence;

  /**
   * What all runners share.
   *
   * @param teacher of all students
   * @param start draws them, under its own lock
   * @param inputs resident ones, if there are any
   */
  record Scene(Teacher teacher, Start start, @Nullable ResidentInputs inputs) {}

  /** A runner with a student and a workspace in the arena. */
  BlockComputer(Arena arena, StressProblem problem, Scene scene) {
    this(
        problem,
        scene,
        Student.allocate(arena, problem.shape(), problem.precision()),
        arena.allocate(problem.workspaceBytes(), Precision.VECTOR_BYTES));
  }

  private BlockComputer(
      StressProblem problem, Scene scene, Student student, MemorySegment workspace) {
    this.problem = problem;
    this.scene = scene;
    this.student = student;
    this.workspace = workspace;
  }

  /**
   * Another one in the same workspace, for when this one does not compute, with its own student.
   */
  BlockComputer sharing(Student other) {
    return new BlockComputer(problem, scene, other, workspace);
  }

  /**
   * Computes a block.
   *
   * @param executor lends helpers
   * @param helpers how many
   * @param times of the steps, if they are wanted
   * @param stop whether to give up
   * @return whether it was computed to its end, or to where it diverged
   */
  boolean run(
      GradientName name,
      long block,
      Executor executor,
      int helpers,
      @Nullable Histogram times,
      BooleanSupplier stop) {
    divergence = null;
    nanos = 0;
    synchronized (scene.start()) {
      scene.start().draw(Start.Kind.CNN, problem.seed(), block);
      scene.start().to(student);
    }
    student.normalise(); // As floats.
    Descent descent =
        Descent.of(
            SegmentAllocator.prefixAllocator(workspace),
            student,
            scene.teacher(),
            gradient(name, block),
            problem.stepSizes(),
            problem.seed(),
            block);
    long steps = problem.steps(name, block);
    long group = Costs.group(name, problem.shape(), problem.precision());
    long begin = System.nanoTime();
    long before = begin;
    while (descent.step() < steps) {
      if (stop.getAsBoolean()) {
        return false;
      }
      long part = Math.min(group, steps - descent.step());
      try {
        descent.run(part, executor, helpers);
      } catch (DivergenceException e) {
        divergence = e; // Unless other routes come to it too, a fault like any other.
        return true;
      }
      long now = System.nanoTime();
      if (times != null) {
        times.recordValueWithCount(Math.round((double) (now - before) / part), part);
      }
      before = now;
    }
    nanos = before - begin;
    return true;
  }

  private Gradient gradient(GradientName name, long block) {
    return switch (name) {
      case POPULATION -> new Gradient.Population();
      case REDUCED -> new Gradient.Reduced();
      case DENSE -> new Gradient.Dense(1);
      case PROJECTED -> new Gradient.Projected(1);
      case ANGULAR -> new Gradient.Angular(1);
      case RESIDENT -> {
        ResidentInputs inputs = scene.inputs();
        if (inputs == null) {
          throw new IllegalStateException("there are no resident inputs");
        }
        yield new Gradient.Resident(inputs.of(problem.window(block)), 1);
      }
    };
  }

  /** The weights that the last block has ended with. */
  Student student() {
    return student;
  }

  /** Nanoseconds that the last block's steps took. */
  long nanos() {
    return nanos;
  }

  /** Where the last block has left the finite range, if it has. */
  @Nullable DivergenceException divergence() {
    return divergence;
  }

  /** Hash of the bits of the last block's end weights. */
  String digest() {
    MessageDigest sha = Digest.sha256();
    MemorySegment memory = student.memory();
    for (long at = 0; at < memory.byteSize(); at += PIECE) {
      sha.update(memory.asSlice(at, Math.min(PIECE, memory.byteSize() - at)).asByteBuffer());
    }
    return Digest.text(sha);
  }
}
