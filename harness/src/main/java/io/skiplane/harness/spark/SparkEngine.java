package io.skiplane.harness.spark;

import io.skiplane.harness.engine.Block;
import io.skiplane.harness.engine.BlockResult;
import io.skiplane.harness.engine.Engine;
import io.skiplane.harness.engine.Meter;
import io.skiplane.harness.engine.Problem;
import io.skiplane.harness.engine.Sink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.spark.SimpleFutureAction;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import scala.Function0;
import scala.Function1;
import scala.Function2;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.BoxedUnit;

/**
 * Runs blocks on Spark's executors: on this machine, or on many. Tasks of some seconds go out in
 * jobs of one for each core, as many again as run, so that no core waits while the next ones are
 * made. Spark hands each task's result over once, however often it ran; and however often it ran,
 * it came to the same bits.
 */
public final class SparkEngine implements Engine {
  /** Tasks that are out for each core: one runs, one waits. */
  private static final int TASKS_OF_CORE = 2;

  private final JavaSparkContext spark;
  private final boolean onScalar;

  /**
   * An engine.
   *
   * @param spark stays the caller's
   * @param onScalar whether students run on the scalar kernel, whatever the executors have chosen
   */
  public SparkEngine(JavaSparkContext spark, boolean onScalar) {
    this.spark = spark;
    this.onScalar = onScalar;
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
    Broadcast<List<Problem>> travelling = spark.broadcast(new ArrayList<>(cells));
    Run run = new Run(new TaskSizes(cells, blocks), travelling, withEnds, sink, meter);
    try {
      return run.toItsEnd(pulse);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the run was interrupted", e);
    } finally {
      run.cancel();
      if (!spark.sc().isStopped()) {
        travelling.destroy();
      }
    }
  }

  private final class Run {
    private final TaskSizes sizes;
    private final Broadcast<List<Problem>> cells;
    private final boolean withEnds;
    private final Sink sink;
    private final Meter meter;

    /** From Spark's thread, which must not wait. */
    private final BlockingQueue<SparkTask.Done> results = new LinkedBlockingQueue<>();

    private final List<SimpleFutureAction<BoxedUnit>> jobs = new ArrayList<>();
    private final BitSet taken = new BitSet();
    private int out;

    Run(TaskSizes sizes, Broadcast<List<Problem>> cells, boolean withEnds, Sink sink, Meter meter) {
      this.sizes = sizes;
      this.cells = cells;
      this.withEnds = withEnds;
      this.sink = sink;
      this.meter = meter;
    }

    boolean toItsEnd(BooleanSupplier pulse) throws IOException, InterruptedException {
      long nextPulse = System.nanoTime();
      while (out > 0 || sizes.hasNext()) {
        if (System.nanoTime() - nextPulse >= 0) {
          if (!pulse.getAsBoolean()) {
            takeWhatCame();
            return false;
          }
          if (!checkJobs(pulse)) {
            takeWhatCame();
            return false;
          }
          nextPulse = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PULSE_MILLIS);
        }
        submit();
        SparkTask.Done done =
            results.poll(Math.max(0, nextPulse - System.nanoTime()), TimeUnit.NANOSECONDS);
        if (done != null) {
          take(done);
        }
      }
      return true;
    }

    /** A job for all cores, where fewer tasks are out than twice their number less that job. */
    private void submit() {
      int cores = Math.max(1, spark.sc().defaultParallelism());
      while (sizes.hasNext() && out <= (TASKS_OF_CORE - 1) * cores) {
        List<SparkTask> tasks = new ArrayList<>();
        while (sizes.hasNext() && tasks.size() < cores) {
          tasks.add(sizes.next(cores));
        }
        jobs.add(submit(tasks));
        out += tasks.size();
      }
    }

    private SimpleFutureAction<BoxedUnit> submit(List<SparkTask> tasks) {
      List<Object> partitions = IntStream.range(0, tasks.size()).mapToObj(i -> (Object) i).toList();
      BlockingQueue<SparkTask.Done> to = results;
      Function2<Object, SparkTask.Done, BoxedUnit> handler =
          (partition, done) -> {
            to.add(done);
            return BoxedUnit.UNIT;
          };
      Function0<BoxedUnit> atEnd = () -> BoxedUnit.UNIT;
      return spark
          .sc()
          .submitJob(
              spark.parallelize(tasks, tasks.size()).rdd(),
              new Work(cells, withEnds, onScalar),
              CollectionConverters.asScala(partitions).toSeq(),
              handler,
              atEnd);
    }

    private void takeWhatCame() throws IOException {
      for (SparkTask.Done done = results.poll(); done != null; done = results.poll()) {
        take(done);
      }
    }

    private void take(SparkTask.Done done) throws IOException {
      if (taken.get(done.number())) {
        return;
      }
      taken.set(done.number());
      out--;
      sizes.learn(done);
      for (BlockResult result : done.results()) {
        meter.add(result.tally().studentSteps(), Math.toIntExact(result.block().students()));
        meter.done(sizes.work(result.block()));
        sink.take(result);
      }
    }

    /** Whether no job has failed because the process is about to end; other failures are thrown. */
    private boolean checkJobs(BooleanSupplier pulse) throws InterruptedException {
      for (Iterator<SimpleFutureAction<BoxedUnit>> each = jobs.iterator(); each.hasNext(); ) {
        SimpleFutureAction<BoxedUnit> job = each.next();
        if (job.isCompleted()) {
          each.remove();
          if (job.value().get().isFailure()) {
            return failed(job.value().get().failed().get(), pulse);
          }
        }
      }
      return true;
    }

    /** Where a signal ends the JVM, Spark stops itself, perhaps before this run has heard of it. */
    private boolean failed(Throwable failure, BooleanSupplier pulse) throws InterruptedException {
      if (spark.sc().isStopped()) {
        TimeUnit.MILLISECONDS.sleep(PULSE_MILLIS);
        if (!pulse.getAsBoolean()) {
          return false;
        }
      }
      throw SparkStart.gaveUp(failure);
    }

    void cancel() {
      jobs.forEach(SimpleFutureAction::cancel);
      jobs.clear();
    }
  }

  /** What an executor does with a partition, which is one task. */
  private static final class Work
      implements Function1<scala.collection.Iterator<SparkTask>, SparkTask.Done>,
          java.io.Serializable {
    private static final long serialVersionUID = 1;

    private final Broadcast<List<Problem>> cells;
    private final boolean withEnds;
    private final boolean onScalar;

    Work(Broadcast<List<Problem>> cells, boolean withEnds, boolean onScalar) {
      this.cells = cells;
      this.withEnds = withEnds;
      this.onScalar = onScalar;
    }

    @Override
    public SparkTask.Done apply(scala.collection.Iterator<SparkTask> partition) {
      TaskContext context = TaskContext.get();
      return partition.next().run(cells.value(), withEnds, onScalar, context::isInterrupted);
    }
  }
}
