package io.skiplane.harness.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skiplane.descent.NoiseSchedule;
import io.skiplane.harness.engine.Block;
import io.skiplane.harness.engine.BlockResult;
import io.skiplane.harness.engine.Ledger;
import io.skiplane.harness.engine.Meter;
import io.skiplane.harness.engine.Method;
import io.skiplane.harness.engine.Problem;
import io.skiplane.harness.engine.Tally;
import io.skiplane.harness.engine.ThreadsEngine;
import io.skiplane.memory.Precision;
import io.skiplane.model.Start;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a run is cut into tasks, and what one sends back; Spark itself is not at work here. */
class SparkTaskTest {
  private static final List<Problem> CELLS =
      List.of(problem(Method.REDUCED, 4), problem(Method.PROJECTED, 3), problem(Method.REDUCED, 6));

  private static Problem problem(Method method, long k) {
    double eta = 1.0 / (k * k);
    int batch = method.isSampled() ? 2 : 1;
    return new Problem(
        k,
        6,
        3,
        1,
        1.2,
        method,
        batch,
        Precision.DOUBLE,
        Start.Kind.CNN,
        eta,
        eta,
        10,
        eta * eta,
        NoiseSchedule.NONE,
        1e-2,
        2200,
        9);
  }

  private static List<SparkTask> tasks(Iterable<Block> blocks) {
    TaskSizes sizes = new TaskSizes(CELLS, blocks);
    List<SparkTask> tasks = new ArrayList<>();
    while (sizes.hasNext()) {
      tasks.add(sizes.next(2));
    }
    return tasks;
  }

  @Test
  void tasksHoldEachBlockOnceAndOneMethodEach() {
    Ledger ledger = new Ledger(CELLS, 5000);
    List<SparkTask> tasks = tasks(ledger.missing());
    assertThat(tasks.stream().flatMap(task -> task.blocks().stream()))
        .containsExactlyElementsOf(ledger.missing());
    assertThat(tasks)
        .allSatisfy(
            task ->
                assertThat(
                        task.blocks().stream()
                            .map(block -> CELLS.get(block.cell()).method())
                            .distinct())
                    .hasSize(1));
    assertThat(tasks.stream().map(SparkTask::number)).doesNotHaveDuplicates();
  }

  @Test
  void tasksShrinkWhereWorkTakesLongerThanGuessed() {
    Iterable<Block> blocks = new Ledger(CELLS.subList(0, 1), 10_000_000).missing();
    TaskSizes sizes = new TaskSizes(CELLS, blocks);
    SparkTask first = sizes.next(2);
    List<BlockResult> none =
        first.blocks().stream().map(block -> new BlockResult(block, new Tally(), null)).toList();
    sizes.learn(new SparkTask.Done(first.number(), none, 20_000_000_000L));
    assertThat(sizes.next(2).blocks().size()).isLessThan(first.blocks().size());
  }

  @Test
  void whatTravelsBackIsACellsCountsAndComesToTheSame() throws Exception {
    Ledger threads = new Ledger(CELLS, 700);
    new ThreadsEngine(2, false)
        .run(CELLS, threads.missing(), false, threads::add, new Meter(), () -> true);
    Ledger here = new Ledger(CELLS, 700);
    int results = 0;
    for (SparkTask task : tasks(here.missing())) {
      SparkTask.Done done = travel(travel(task).run(CELLS, false, false, () -> false));
      results += done.results().size();
      for (BlockResult result : done.results()) {
        here.add(result);
      }
    }
    assertThat(here.all()).isEqualTo(threads.all());
    List<SparkTask> tasks = tasks(new Ledger(CELLS, 700).missing());
    assertThat(results).isLessThan(CELLS.size() + tasks.size());
    assertThat(tasks.stream().mapToInt(task -> task.blocks().size()).sum()).isGreaterThan(results);
  }

  @Test
  void aTaskThatNobodyWaitsForEnds() {
    SparkTask task = new SparkTask(0, List.of(new Block(0, 0, 64)));
    assertThatThrownBy(() -> task.run(CELLS, false, false, () -> true))
        .hasMessage("the task was cancelled");
  }

  @SuppressWarnings({"unchecked", "BanSerializableRead"}) // What it reads, it has written.
  private static <T> T travel(T what) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream to = new ObjectOutputStream(bytes)) {
      to.writeObject(what);
    }
    try (ObjectInputStream from =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (T) from.readObject();
    }
  }
}
