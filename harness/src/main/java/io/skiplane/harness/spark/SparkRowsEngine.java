package io.skiplane.harness.spark;

import io.skiplane.harness.engine.Block;
import io.skiplane.harness.engine.BlockResult;
import io.skiplane.harness.engine.Engine;
import io.skiplane.harness.engine.Meter;
import io.skiplane.harness.engine.Problem;
import io.skiplane.harness.engine.Sink;
import io.skiplane.harness.store.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Runs students on Spark, whose executors write a row for each into Parquet files, so that only
 * counts come back. A round is a folder that Spark commits whole or not at all; its counts are read
 * back from what was written. A run that goes on reads those of rounds that nobody has heard of.
 */
final class SparkRowsEngine implements Engine {
  private static final String GROUP = "skiplane-rows";
  private static final String ROUND = "round=";

  /** Of Spark's, in a folder that was committed. */
  private static final String COMMITTED = "_SUCCESS";

  /** Cores wait at a round's end, so that it is long: a minute, and a task some seconds. */
  private static final int TASKS_OF_CORE = 16;

  private final JavaSparkContext spark;
  private final SparkSession session;
  private final boolean onScalar;
  private final Path folder;
  private final StudentRows rows;

  /**
   * An engine.
   *
   * @param folder that all executors can write to
   * @param cells columns of theirs
   */
  SparkRowsEngine(JavaSparkContext spark, boolean onScalar, Path folder, CellValues cells) {
    this.spark = spark;
    session = SparkSession.builder().sparkContext(spark.sc()).getOrCreate();
    this.onScalar = onScalar;
    this.folder = folder;
    rows = new StudentRows(cells);
  }

  @Override
  public boolean run(
      List<Problem> cells,
      Iterable<Block> blocks,
      boolean withEnds,
      Sink sink,
      Meter meter,
      BooleanSupplier pulse)
      throws IOException {
    List<Path> rounds = committedRounds();
    Set<Place> missing = new HashSet<>();
    if (!rounds.isEmpty()) {
      blocks.forEach(block -> missing.add(new Place(block.cell(), block.from())));
    }
    List<Block> found = new ArrayList<>();
    int round = 0;
    for (Path committed : rounds) {
      List<BlockResult> counts = waitFor(() -> counts(committed), pulse);
      if (counts.isEmpty()) {
        return false;
      }
      round = Math.max(round, number(committed) + 1);
      Block first = counts.getFirst().block();
      if (missing.contains(new Place(first.cell(), first.from()))) {
        take(counts, cells, sink, meter);
        counts.forEach(result -> found.add(result.block()));
      }
    }
    Iterable<Block> left =
        () ->
            StreamSupport.stream(blocks.spliterator(), false)
                .filter(block -> found.stream().noneMatch(range -> holds(range, block)))
                .iterator();
    return rounds(cells, left, round, sink, meter, pulse);
  }

  private record Place(int cell, long from) {}

  private static boolean holds(Block range, Block block) {
    return range.cell() == block.cell() && range.from() <= block.from() && block.to() <= range.to();
  }

  private boolean rounds(
      List<Problem> cells,
      Iterable<Block> blocks,
      int first,
      Sink sink,
      Meter meter,
      BooleanSupplier pulse)
      throws IOException {
    TaskSizes sizes = new TaskSizes(cells, blocks);
    Broadcast<List<Problem>> travelling = spark.broadcast(new ArrayList<>(cells));
    int round = first;
    while (sizes.hasNext()) {
      int cores = Math.max(1, spark.sc().defaultParallelism());
      List<SparkTask> tasks = new ArrayList<>();
      while (sizes.hasNext() && tasks.size() < TASKS_OF_CORE * cores) {
        tasks.add(sizes.next(cores));
      }
      Path to = folder.resolve(ROUND + round);
      long begin = System.nanoTime();
      List<BlockResult> counts =
          waitFor(
              () -> {
                write(tasks, travelling, to);
                return counts(to);
              },
              pulse);
      if (counts.isEmpty()) {
        return false;
      }
      take(counts, cells, sink, meter);
      sizes.learn(
          tasks.getFirst().blocks().getFirst(), counts, (System.nanoTime() - begin) * cores);
      round++;
    }
    // What has ended last is saved too.
    return pulse.getAsBoolean();
  }

  private void write(List<SparkTask> tasks, Broadcast<List<Problem>> cells, Path to) {
    StudentRows made = rows;
    boolean scalar = onScalar;
    JavaRDD<Row> students =
        spark
            .parallelize(tasks, tasks.size())
            .flatMap(
                task -> {
                  TaskContext context = TaskContext.get();
                  return task
                      .run(cells.value(), true, scalar, context::isInterrupted)
                      .results()
                      .stream()
                      .flatMap(result -> stream(made, result))
                      .iterator();
                });
    session.createDataFrame(students, made.schema()).write().parquet(to.toUri().toString());
  }

  private static Stream<Row> stream(StudentRows rows, BlockResult result) {
    Iterable<Row> all = () -> rows.rows(result);
    return StreamSupport.stream(all.spliterator(), false);
  }

  /** What a round's rows come to, by neighbouring students. */
  private List<BlockResult> counts(Path round) {
    List<BlockResult> parts =
        new ArrayList<>(
            session
                .read()
                .schema(rows.schema())
                .parquet(round.toUri().toString())
                .selectExpr(StudentRows.counted())
                .javaRDD()
                .mapPartitions(StudentRows::counts)
                .collect());
    parts.sort(
        Comparator.comparingInt((BlockResult part) -> part.block().cell())
            .thenComparingLong(part -> part.block().from()));
    List<BlockResult> counts = new ArrayList<>();
    parts.forEach(part -> SparkTask.add(counts, part));
    if (counts.isEmpty()) {
      throw new IllegalStateException(round + " was committed without rows; remove it");
    }
    return counts;
  }

  private static void take(List<BlockResult> counts, List<Problem> cells, Sink sink, Meter meter)
      throws IOException {
    for (BlockResult result : counts) {
      Block block = result.block();
      meter.add(result.tally().studentSteps(), Math.toIntExact(block.students()));
      meter.done(cells.get(block.cell()).weight() * block.students());
      sink.take(result);
    }
  }

  /** Rounds that Spark has committed; what is left of others goes. */
  private List<Path> committedRounds() throws IOException {
    Files.createDirectories(folder);
    List<Path> rounds = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path round : files.toList()) {
        if (Files.exists(round.resolve(COMMITTED))) {
          rounds.add(round);
        } else {
          FileTree.remove(round);
        }
      }
    }
    rounds.sort(Comparator.comparingInt(SparkRowsEngine::number));
    return rounds;
  }

  private static int number(Path round) {
    return Integer.parseInt(round.getFileName().toString().substring(ROUND.length()));
  }

  /** Does work of Spark's on another thread; nothing comes of it where the pulse says so. */
  private List<BlockResult> waitFor(Callable<List<BlockResult>> work, BooleanSupplier pulse) {
    FutureTask<List<BlockResult>> task =
        new FutureTask<>(
            () -> {
              spark.setJobGroup(GROUP, "students");
              return work.call();
            });
    Thread.ofPlatform().name(GROUP).daemon().start(task);
    try {
      while (true) {
        try {
          return task.get(PULSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          if (!pulse.getAsBoolean()) {
            spark.cancelJobGroup(GROUP);
            return List.of();
          }
        }
      }
    } catch (InterruptedException e) {
      spark.cancelJobGroup(GROUP);
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the run was interrupted", e);
    } catch (ExecutionException e) {
      if (spark.sc().isStopped() && !pulse.getAsBoolean()) {
        return List.of();
      }
      throw SparkStart.gaveUp(e.getCause());
    }
  }
}
