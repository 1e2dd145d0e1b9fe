package io.skiplane.harness.spark;

import io.skiplane.harness.engine.Block;
import io.skiplane.harness.engine.BlockResult;
import io.skiplane.harness.engine.Method;
import io.skiplane.harness.engine.Problem;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a run into tasks: of some seconds each, so that what Spark spends on a task does not matter;
 * of less towards the end, so that no core waits for long. How long a block takes is guessed first,
 * then known from the tasks that have ended.
 */
final class TaskSizes {
  private static final double FIRST_NANOS = 1e9;
  private static final double LARGEST_NANOS = 4e9;
  private static final double SMALLEST_NANOS = 2e8;

  /** So many more tasks each core should get, at the pace of now. */
  private static final int TASKS_LEFT = 4;

  /** How much the last task's pace counts. */
  private static final double NEWS = 0.3;

  private final List<Problem> cells;
  private final Iterator<Block> blocks;
  private final Map<Method, Double> nanosOfWork = new EnumMap<>(Method.class);
  private @Nullable Block peeked;
  private double workLeft;
  private int tasks;

  /** Cuts up blocks in their order. */
  TaskSizes(List<Problem> cells, Iterable<Block> blocks) {
    this.cells = cells;
    for (Block block : blocks) {
      workLeft += work(block);
    }
    this.blocks = blocks.iterator();
  }

  boolean hasNext() {
    return peek() != null;
  }

  /** The next task, for one of so many cores. */
  SparkTask next(int cores) {
    List<Block> some = new ArrayList<>();
    double nanos = 0;
    Block block = peek();
    Method method = block == null ? Method.REDUCED : method(block);
    double pace = nanosOfWork.getOrDefault(method, 1.0);
    double wanted =
        nanosOfWork.containsKey(method)
            ? Math.clamp(
                workLeft * pace / (TASKS_LEFT * (double) cores), SMALLEST_NANOS, LARGEST_NANOS)
            : FIRST_NANOS;
    while (block != null
        && method(block) == method
        && (some.isEmpty() || nanos + work(block) * pace <= wanted)) {
      some.add(block);
      nanos += work(block) * pace;
      workLeft -= work(block);
      peeked = null;
      block = peek();
    }
    return new SparkTask(tasks++, some);
  }

  /** Learns from a task that has ended. */
  void learn(SparkTask.Done done) {
    learn(done.results().getFirst().block(), done.results(), done.nanos());
  }

  /** Learns from results, of a block's method, that took a core so long. */
  void learn(Block one, List<BlockResult> results, long nanos) {
    double work = results.stream().mapToDouble(result -> work(result.block())).sum();
    if (work > 0) {
      nanosOfWork.merge(
          method(one), nanos / work, (before, now) -> (1 - NEWS) * before + NEWS * now);
    }
  }

  /** Work of a block, in units of {@link Problem#weight}. */
  double work(Block block) {
    return cells.get(block.cell()).weight() * block.students();
  }

  private Method method(Block block) {
    return cells.get(block.cell()).method();
  }

  private @Nullable Block peek() {
    if (peeked == null && blocks.hasNext()) {
      peeked = blocks.next();
    }
    return peeked;
  }
}
