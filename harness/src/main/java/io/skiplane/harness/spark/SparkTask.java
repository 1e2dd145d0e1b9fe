package io.skiplane.harness.spark;

import io.skiplane.harness.engine.Block;
import io.skiplane.harness.engine.BlockResult;
import io.skiplane.harness.engine.BlockRunner;
import io.skiplane.harness.engine.Packs;
import io.skiplane.harness.engine.Problem;
import io.skiplane.harness.engine.Tally;
import io.skiplane.lanes.Twins;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Some seconds' work, for whichever executor: blocks of cells.
 *
 * @param number of the task in its run
 * @param blocks in the order of cells and students
 */
record SparkTask(int number, List<Block> blocks) implements Serializable {
  SparkTask {
    blocks = List.copyOf(blocks);
  }

  /**
   * What came of it.
   *
   * @param number of the task
   * @param results of its blocks, those of neighbours together where only counts were asked for
   * @param nanos that it took
   */
  record Done(int number, List<BlockResult> results, long nanos) implements Serializable {
    Done {
      results = List.copyOf(results);
    }
  }

  /**
   * Runs it, on the thread that calls.
   *
   * @param onScalar whether on the scalar kernel, whatever this JVM has chosen
   * @param cancelled whether nobody waits for it any more
   */
  Done run(List<Problem> cells, boolean withEnds, boolean onScalar, BooleanSupplier cancelled) {
    long begin = System.nanoTime();
    List<BlockResult> results =
        onScalar
            ? Twins.onScalar(() -> results(cells, withEnds, cancelled))
            : results(cells, withEnds, cancelled);
    return new Done(number, results, System.nanoTime() - begin);
  }

  private List<BlockResult> results(
      List<Problem> cells, boolean withEnds, BooleanSupplier cancelled) {
    List<BlockResult> results = new ArrayList<>();
    try (BlockRunner runner = new BlockRunner()) {
      Packs packs = new Packs(cells, blocks.iterator());
      while (packs.hasNext()) {
        List<Block> pack = packs.next();
        List<BlockResult> some =
            runner.run(cells, pack, withEnds, (steps, ended) -> !cancelled.getAsBoolean());
        if (some.size() < pack.size()) {
          throw new IllegalStateException("the task was cancelled");
        }
        some.forEach(result -> add(results, result));
      }
    }
    return results;
  }

  /** Adds a result, to the last one where only counts by cell are wanted of neighbours. */
  static void add(List<BlockResult> results, BlockResult result) {
    @Nullable BlockResult last = results.isEmpty() ? null : results.getLast();
    if (last == null || !areNeighbours(last, result)) {
      results.add(result);
      return;
    }
    Tally both = last.tally();
    both.add(result.tally());
    Block block = new Block(result.block().cell(), last.block().from(), result.block().to());
    results.set(results.size() - 1, new BlockResult(block, both, null));
  }

  private static boolean areNeighbours(BlockResult one, BlockResult other) {
    return one.ends() == null
        && other.ends() == null
        && one.block().cell() == other.block().cell()
        && one.block().to() == other.block().from();
  }
}
