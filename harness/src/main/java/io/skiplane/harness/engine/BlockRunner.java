package io.skiplane.harness.engine;

import io.skiplane.descent.Descent;
import io.skiplane.descent.DivergenceException;
import io.skiplane.descent.Ensemble;
import io.skiplane.descent.PerturbedDescent;
import io.skiplane.descent.Point;
import io.skiplane.descent.SampledEnsemble;
import io.skiplane.descent.StudentTable;
import io.skiplane.gradient.Gradient;
import io.skiplane.harness.host.BoundedArena;
import io.skiplane.memory.Precision;
import io.skiplane.model.Start;
import io.skiplane.model.Student;
import io.skiplane.model.Students;
import io.skiplane.model.Teacher;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * Runs blocks, one after the other, for whichever engine. A block's result depends on its cell's
 * problem and the numbers of its students alone. For one thread.
 */
public final class BlockRunner implements AutoCloseable {
  /** As {@link Ensemble} does, others too look for an end when their step is a multiple of this. */
  private static final long CHECK_INTERVAL = 64;

  private static final double TRAP_ANGLE = Math.PI - 0.2;

  private final Arena memory = BoundedArena.confined();
  private final Map<Precision, Ensemble> ensembles = new EnumMap<>(Precision.class);

  /** Hears of a block's progress, and may end it. */
  @FunctionalInterface
  public interface Watch {
    /**
     * Told of work done.
     *
     * @param studentSteps taken since the last call
     * @param ended students that have ended since the last call
     * @return false to end the block early
     */
    boolean advanced(long studentSteps, int ended);
  }

  /**
   * Runs a block.
   *
   * @param withEnds whether the result holds each student's end
   * @return nothing if {@code watch} ended it early
   */
  public Optional<BlockResult> run(Problem problem, Block block, boolean withEnds, Watch watch) {
    Ends ends = new Ends(Math.toIntExact(block.students()));
    boolean whole;
    try (Arena arena = BoundedArena.confined()) {
      Teacher teacher = problem.teacher(arena);
      whole =
          switch (problem.method()) {
            case REDUCED -> reduced(arena, problem, teacher, block, ends, watch);
            case DENSE, PROJECTED -> inLockStep(problem, teacher, block, ends, watch);
            case POPULATION, ANGULAR -> oneByOne(problem, teacher, block, ends, watch);
          };
    }
    if (!whole) {
      return Optional.empty();
    }
    return Optional.of(result(block, ends, withEnds));
  }

  private static BlockResult result(Block block, Ends ends, boolean withEnds) {
    Tally tally = new Tally();
    tally.add(block, ends);
    return new BlockResult(block, tally, withEnds ? ends : null);
  }

  /**
   * Runs several blocks, those of the reduced step in the same lanes: where blocks are small, no
   * lane is empty while the last student of each ends.
   *
   * @param cells problems by index
   * @param blocks of cells that {@link #goTogether}
   * @return a result for each, or none if {@code watch} ended them early
   */
  public List<BlockResult> run(
      List<Problem> cells, List<Block> blocks, boolean withEnds, Watch watch) {
    List<BlockResult> results = new ArrayList<>();
    if (blocks.size() > 1) {
      return together(cells, blocks, withEnds, watch);
    }
    for (Block block : blocks) {
      run(cells.get(block.cell()), block, withEnds, watch).ifPresent(results::add);
    }
    return results;
  }

  /** Whether blocks of these two cells may run in the same lanes. */
  static boolean goTogether(Problem one, Problem other) {
    return one.method() == Method.REDUCED
        && other.method() == Method.REDUCED
        && one.precision() == other.precision();
  }

  private List<BlockResult> together(
      List<Problem> cells, List<Block> blocks, boolean withEnds, Watch watch) {
    List<BlockResult> results = new ArrayList<>();
    try (Arena arena = BoundedArena.confined()) {
      List<Ensemble.Group> groups = new ArrayList<>();
      for (Block block : blocks) {
        Problem problem = cells.get(block.cell());
        groups.add(group(arena, problem, problem.teacher(arena), block));
      }
      Precision precision = cells.get(blocks.getFirst().cell()).precision();
      if (runGroups(groups, precision, watch)) {
        for (int i = 0; i < blocks.size(); i++) {
          Ends ends = new Ends(Math.toIntExact(blocks.get(i).students()));
          read(groups.get(i).table(), ends);
          results.add(result(blocks.get(i), ends, withEnds));
        }
      }
    }
    return results;
  }

  private boolean reduced(
      Arena arena, Problem problem, Teacher teacher, Block block, Ends ends, Watch watch) {
    Ensemble.Group group = group(arena, problem, teacher, block);
    boolean whole = runGroups(List.of(group), problem.precision(), watch);
    if (whole) {
      read(group.table(), ends);
    }
    return whole;
  }

  private static Ensemble.Group group(Arena arena, Problem problem, Teacher teacher, Block block) {
    StudentTable table = StudentTable.allocate(arena, block.students());
    Start start = new Start(arena, teacher);
    for (long row = 0; row < block.students(); row++) {
      start.draw(problem.start(), problem.seed(), block.from() + row);
      table.start(row, start, teacher);
    }
    return new Ensemble.Group(
        table, 0, block.students(), teacher, problem.stepSizes(), problem.stopRule());
  }

  private boolean runGroups(List<Ensemble.Group> groups, Precision precision, Watch watch) {
    boolean[] whole = {true};
    ensembles
        .computeIfAbsent(precision, format -> Ensemble.of(memory, format))
        .run(
            groups,
            (steps, ended) -> {
              whole[0] = watch.advanced(steps, ended);
              return whole[0];
            });
    return whole[0];
  }

  private static void read(StudentTable table, Ends ends) {
    for (int row = 0; row < ends.count(); row++) {
      double half = StrictMath.sin(table.phi(row) / 2);
      ends.set(
          row,
          Ending.of(table.outcome(row)),
          table.steps(row),
          table.phi(row),
          table.alignment(row),
          table.squaredDistanceA(row),
          4 * half * half);
    }
  }

  /** A cohort at a time: it ends with the last of its students. */
  private boolean inLockStep(
      Problem problem, Teacher teacher, Block block, Ends ends, Watch watch) {
    long lanes = problem.precision().lanes();
    for (long from = block.from(); from < block.to(); from += lanes) {
      long count = Math.min(lanes, block.to() - from);
      try (Arena arena = BoundedArena.confined()) {
        Students students = Students.allocate(arena, teacher.shape(), problem.precision(), count);
        Start start = new Start(arena, teacher);
        for (long i = 0; i < count; i++) {
          start.draw(problem.start(), problem.seed(), from + i);
          students.set(i, start);
        }
        Gradient gradient =
            problem.method() == Method.DENSE
                ? new Gradient.Dense(problem.batch())
                : new Gradient.Projected(problem.batch());
        SampledEnsemble ensemble =
            SampledEnsemble.of(
                arena, students, teacher, gradient, problem.stepSizes(), problem.seed(), from, 1);
        if (!cohort(problem, ensemble, count, (int) (from - block.from()), ends, watch)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean cohort(
      Problem problem, SampledEnsemble ensemble, long count, int row, Ends ends, Watch watch) {
    boolean[] ended = new boolean[Math.toIntExact(count)];
    int running = ended.length;
    while (running > 0) {
      long steps = stepsToCheck(problem, ensemble.step());
      ensemble.run(steps);
      int before = running;
      for (int i = 0; i < ended.length; i++) {
        if (!ended[i]
            && check(problem, ensemble.point(i), ensemble.hasDiverged(i), row + i, ends)) {
          ended[i] = true;
          running--;
        }
      }
      if (!watch.advanced(steps * before, before - running)) {
        return false;
      }
    }
    return true;
  }

  private static boolean oneByOne(
      Problem problem, Teacher teacher, Block block, Ends ends, Watch watch) {
    for (long number = block.from(); number < block.to(); number++) {
      int row = (int) (number - block.from());
      try (Arena arena = BoundedArena.confined()) {
        Student student = Student.allocate(arena, teacher.shape(), problem.precision());
        Start start = new Start(arena, teacher);
        start.draw(problem.start(), problem.seed(), number);
        start.to(student);
        LongConsumer run;
        Supplier<Point> point;
        if (problem.noise().isOn()) {
          PerturbedDescent descent =
              PerturbedDescent.of(
                  arena,
                  student,
                  teacher,
                  problem.stepSizes(),
                  problem.noise(),
                  problem.seed(),
                  number);
          run = descent::run;
          point = descent::point;
        } else {
          Gradient gradient =
              problem.method() == Method.ANGULAR
                  ? new Gradient.Angular(problem.batch())
                  : new Gradient.Population();
          Descent descent =
              Descent.of(
                  arena, student, teacher, gradient, problem.stepSizes(), problem.seed(), number);
          run = descent::run;
          point = descent::point;
        }
        if (!single(problem, run, point, row, ends, watch)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean single(
      Problem problem, LongConsumer run, Supplier<Point> point, int row, Ends ends, Watch watch) {
    boolean ended = false;
    while (!ended) {
      Point before = point.get();
      long steps = stepsToCheck(problem, before.step());
      try {
        run.accept(steps);
        ended = check(problem, point.get(), false, row, ends);
      } catch (DivergenceException e) {
        ended = check(problem, point.get(), true, row, ends);
      }
      if (!watch.advanced(steps, ended ? 1 : 0)) {
        return false;
      }
    }
    return true;
  }

  private static long stepsToCheck(Problem problem, long step) {
    return Math.min(CHECK_INTERVAL, problem.stepsLimit() - step);
  }

  /** Whether a student has ended; then its end is written down. */
  private static boolean check(Problem problem, Point point, boolean diverged, int row, Ends ends) {
    boolean limit = point.step() == problem.stepsLimit();
    Ending ending;
    if (diverged) {
      ending = Ending.DIVERGED;
    } else if (point.squaredDistance() < problem.tolerance()) {
      ending = Ending.SUCCESS;
    } else if (!limit) {
      return false;
    } else {
      boolean trapped = point.phi() > TRAP_ANGLE && point.alignment() < 0;
      ending = trapped ? Ending.TRAPPED : Ending.UNDECIDED;
    }
    // What is left of a student that has diverged depends on where it was looked at.
    ends.set(
        row,
        ending,
        point.step(),
        diverged ? Double.NaN : point.phi(),
        diverged ? Double.NaN : point.alignment(),
        diverged ? Double.NaN : point.squaredDistanceA(),
        diverged ? Double.NaN : point.squaredDistanceV());
    return true;
  }

  @Override
  public void close() {
    memory.close();
  }
}
