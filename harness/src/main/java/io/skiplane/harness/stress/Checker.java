package io.skiplane.harness.stress;

import io.skiplane.harness.stress.ResidentInputs.Crew;
import io.skiplane.harness.stress.Weights.Difference;
import io.skiplane.harness.train.Choices;
import io.skiplane.harness.train.Choices.GradientName;
import io.skiplane.lanes.Twins;
import io.skiplane.model.Student;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Computes blocks again by other routes and compares the bits. */
final class Checker implements AutoCloseable {
  private final StressProblem problem;
  private final @Nullable ResidentInputs inputs;
  private final Student shadow;
  private final Crew crew;
  private final Map<Integer, WidthChild> children = new HashMap<>();

  /**
   * A checker with its memory in the arena.
   *
   * @param crew lends its threads but one, beside the caller's
   */
  Checker(Arena arena, StressProblem problem, @Nullable ResidentInputs inputs, Crew crew) {
    this.problem = problem;
    this.inputs = inputs;
    this.crew = crew;
    shadow = Student.allocate(arena, problem.shape(), problem.precision());
  }

  /**
   * Computes a block again.
   *
   * @param runner that has computed it and keeps its end weights; its workspace is used
   * @return the numbers that differ, at most {@link Ledger#MOST_OF_BLOCK}; nothing if it was
   *     stopped
   */
  Optional<List<Mismatch>> check(
      GradientName gradient,
      long block,
      String digest,
      Route route,
      BlockComputer runner,
      BooleanSupplier stop)
      throws IOException {
    return switch (route) {
      case Route.Memory memory -> Optional.of(drawAgain(gradient, block, memory));
      case Route.OtherWidth width -> {
        WidthChild child = child(width.laneBits());
        if (child.digest(gradient, block).equals(digest)) {
          yield Optional.of(List.of());
        }
        child.weights(shadow);
        yield compare(gradient, block, route, runner, stop);
      }
      case Route.Scalar scalar -> {
        boolean done = Twins.onScalar(() -> run(runner.sharing(shadow), gradient, block, stop));
        yield done ? compare(gradient, block, scalar, runner, stop) : Optional.empty();
      }
      case Route.OtherThreads threads -> {
        boolean done = run(runner.sharing(shadow), gradient, block, stop);
        yield done ? compare(gradient, block, threads, runner, stop) : Optional.empty();
      }
    };
  }

  private boolean run(
      BlockComputer again, GradientName gradient, long block, BooleanSupplier stop) {
    return again.run(gradient, block, crew.executor(), crew.threads() - 1, null, stop);
  }

  /** Compares a runner's weights with the shadow's, and where they differ computes once more. */
  private Optional<List<Mismatch>> compare(
      GradientName gradient, long block, Route route, BlockComputer runner, BooleanSupplier stop) {
    List<Difference> differences = Weights.compare(runner.student(), shadow, Ledger.MOST_OF_BLOCK);
    if (differences.isEmpty()) {
      return Optional.of(List.of());
    }
    if (!run(runner.sharing(shadow), gradient, block, stop)) {
      return Optional.empty();
    }
    List<Mismatch> mismatches = new ArrayList<>();
    for (Difference difference : differences) {
      long again = Weights.bits(shadow, difference.array(), difference.element());
      mismatches.add(mismatch(gradient, block, route, difference, again));
    }
    return Optional.of(mismatches);
  }

  private List<Mismatch> drawAgain(GradientName gradient, long block, Route route) {
    ResidentInputs kept = inputs;
    if (kept == null) {
      throw new IllegalStateException("there are no resident inputs");
    }
    List<Mismatch> mismatches = new ArrayList<>();
    for (Difference difference : kept.differences(problem.inputs(), crew, Ledger.MOST_OF_BLOCK)) {
      long again = kept.bits(difference.element());
      mismatches.add(mismatch(gradient, block, route, difference, again));
    }
    return mismatches;
  }

  private Mismatch mismatch(
      GradientName gradient, long block, Route route, Difference difference, long again) {
    return new Mismatch(
        Choices.word(gradient),
        block,
        problem.steps(gradient, block),
        route.word(),
        difference.array(),
        difference.element(),
        difference.bits(),
        difference.otherBits(),
        again);
  }

  private WidthChild child(int laneBits) throws IOException {
    WidthChild child = children.get(laneBits);
    if (child == null) {
      child = new WidthChild(laneBits, problem);
      children.put(laneBits, child);
    }
    return child;
  }

  /** Ends the other JVMs. */
  @Override
  public void close() throws IOException {
    for (WidthChild child : children.values()) {
      child.close();
    }
  }
}
