package io.skiplane.harness.stress;

import io.skiplane.descent.DivergenceException;
import io.skiplane.harness.host.OwnMemory;
import io.skiplane.harness.stress.BlockComputer.Scene;
import io.skiplane.harness.stress.ResidentInputs.Crew;
import io.skiplane.harness.train.Choices;
import io.skiplane.harness.train.Choices.GradientName;
import io.skiplane.lanes.Twins;
import io.skiplane.model.Start;
import io.skiplane.model.Teacher;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * The run: gradients in turn. In a turn each thread computes a block of its own; then those that
 * are due are computed again, and all is entered in the ledger, or if the run is stopped meanwhile
 * nothing is.
 */
final class StressLoop implements AutoCloseable {
  private final StressProblem problem;
  private final Plan plan;
  private final Arena arena = Arena.ofShared();
  private final ExecutorService executor;
  private final List<BlockComputer> runners = new ArrayList<>();
  private final List<Histogram> times = new ArrayList<>();
  private final @Nullable ResidentInputs inputs;
  private final double labelSize;
  private final Checker checker;

  /** Of this process, whose first round has the JVM compile everything. */
  private long turns;

  /**
   * How to run, whatever the bits.
   *
   * @param threads that compute
   * @param mostBlocks of a gradient
   * @param flip a bit to be flipped, for tests
   */
  record Plan(int threads, long mostBlocks, @Nullable FlipBit flip) {}

  /** A run with its memory; inputs are still to be drawn. */
  StressLoop(StressProblem problem, Plan plan) {
    this.problem = problem;
    this.plan = plan;
    executor =
        Executors.newFixedThreadPool(
            plan.threads, Thread.ofPlatform().name("stress-", 0).daemon().factory());
    Teacher teacher = Teacher.study(arena, problem.shape());
    labelSize = Math.sqrt(teacher.squaredNorm());
    inputs = problem.inputs() == 0 ? null : new ResidentInputs(arena, problem, problem.inputs());
    Scene scene = new Scene(teacher, new Start(arena, teacher), inputs);
    for (int i = 0; i < plan.threads; i++) {
      runners.add(new BlockComputer(arena, problem, scene));
      times.add(Ledger.histogram());
    }
    checker = new Checker(arena, problem, inputs, new Crew(executor, plan.threads));
  }

  /**
   * Draws the resident inputs.
   *
   * @param told hears several times a second how much is done, from 0 to 1
   */
  void draw(DoubleConsumer told) {
    ResidentInputs all = inputs;
    if (all == null) {
      return;
    }
    all.fill(
        new StressProblem.Window(0, problem.inputs()),
        labelSize,
        new Crew(executor, plan.threads),
        told);
    FlipBit flip = plan.flip;
    if (flip != null && flip.gradient() == null) {
      flip.flip(all.numbers(), 0, flip.element(), problem.precision());
    }
  }

  /** A block that a thread has computed; without a digest if it was stopped. */
  private record Computed(
      long block, String digest, long nanos, @Nullable DivergenceException divergence) {}

  /**
   * Runs the turn that is next.
   *
   * @param stop whether to give it up
   * @return what it came to; nothing if it was given up, with the ledger as it was
   */
  Optional<Turn> turn(Ledger ledger, BooleanSupplier stop) throws IOException {
    long begin = System.nanoTime();
    GradientName gradient = ledger.next();
    Ledger.Account account = ledger.account(gradient);
    boolean warm = turns >= ledger.gradients().size();
    long blocks = Math.min(plan.threads, plan.mostBlocks - account.blocks());
    List<Future<Computed>> tasks = new ArrayList<>();
    for (int i = 0; i < blocks; i++) {
      int number = i;
      long block = account.blocks() + i;
      tasks.add(executor.submit(() -> compute(number, gradient, block, warm, stop)));
    }
    List<Computed> computed = new ArrayList<>();
    for (Future<Computed> task : tasks) {
      computed.add(Workers.join(task));
    }
    if (computed.stream().anyMatch(result -> result.digest.isEmpty())) {
      return Optional.empty();
    }
    List<Checked> checks = new ArrayList<>();
    for (int i = 0; i < computed.size(); i++) {
      Computed result = computed.get(i);
      if (due(gradient, result)) {
        Optional<Checked> check = check(gradient, result, runners.get(i), stop);
        if (check.isEmpty()) {
          return Optional.empty();
        }
        checks.add(check.get());
      }
    }
    turns++;
    return Optional.of(enter(ledger, gradient, computed, checks, warm, begin));
  }

  private boolean due(GradientName gradient, Computed result) {
    FlipBit flip = plan.flip;
    return problem.checked(result.block)
        || result.divergence != null
        || (flip != null && flip.in(gradient, result.block));
  }

  /** What a check has found. */
  private record Checked(Route route, List<Mismatch> mismatches) {}

  private Optional<Checked> check(
      GradientName gradient, Computed result, BlockComputer runner, BooleanSupplier stop)
      throws IOException {
    List<Route> routes = Route.all(gradient, Twins.runtime(), problem);
    long turn = problem.checked(result.block) ? result.block / problem.period() : result.block;
    Route route = routes.get((int) (turn % routes.size()));
    DivergenceException divergence = result.divergence;
    if (divergence != null) {
      boolean resident = gradient == GradientName.RESIDENT;
      route = resident ? new Route.Memory() : new Route.OtherThreads();
    }
    Optional<List<Mismatch>> found =
        checker.check(gradient, result.block, result.digest, route, runner, stop);
    if (divergence != null && found.isPresent() && found.get().isEmpty()) {
      throw divergence; // Not the machine's fault.
    }
    return found.isPresent() ? Optional.of(new Checked(route, found.get())) : Optional.empty();
  }

  private Turn enter(
      Ledger ledger,
      GradientName gradient,
      List<Computed> computed,
      List<Checked> checks,
      boolean warm,
      long begin) {
    Ledger.Account account = ledger.account(gradient);
    long steps = 0;
    double rate = 0;
    for (int i = 0; i < computed.size(); i++) {
      Computed result = computed.get(i);
      long taken = problem.steps(gradient, result.block);
      account.block(taken, result.digest);
      account.times().add(times.get(i));
      times.get(i).reset();
      steps += taken;
      rate += taken * 1e9 / Math.max(1, result.nanos);
    }
    account.busy(steps, steps / rate, warm);
    for (Checked check : checks) {
      boolean same = check.mismatches.isEmpty();
      account.checked(check.route, same);
      if (!same) {
        ledger.differ(check.mismatches);
      }
    }
    long resident = OwnMemory.resident();
    long round = ledger.round();
    ledger.turn((System.nanoTime() - begin) / 1e9, resident);
    return new Turn(ledger.seconds(), Choices.word(gradient), round, steps, steps / rate, resident);
  }

  private Computed compute(
      int number, GradientName gradient, long block, boolean warm, BooleanSupplier stop) {
    BlockComputer runner = runners.get(number);
    Histogram histogram = warm ? times.get(number) : null;
    if (!runner.run(gradient, block, executor, 0, histogram, stop)) {
      return new Computed(block, "", 0, null);
    }
    FlipBit flip = plan.flip;
    if (flip != null && flip.in(gradient, block)) {
      Weights.flip(runner.student(), flip);
    }
    return new Computed(block, runner.digest(), runner.nanos(), runner.divergence());
  }

  /** Ends the other JVMs and gives the memory back. */
  @Override
  public void close() throws IOException {
    executor.close();
    checker.close();
    arena.close();
  }
}
