package io.skiplane.bench;

import io.skiplane.bench.peers.Peer;
import io.skiplane.bench.peers.PeerName;
import io.skiplane.bench.rows.Caches;
import io.skiplane.bench.rows.PeerWork;
import io.skiplane.bench.rows.StepKind;
import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import java.lang.foreign.Arena;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * Time of one gradient step by Skiplane or by one of its peers, each in a fork of its own; of one
 * student-step or one number where a {@link PeerWork} says so.
 *
 * <p>Answers are checked before anything is timed: {@link AnswerCheck} and {@link PeerCheck}. The
 * step sizes are tiny, labels are noise, and each iteration begins at the same weights, so the
 * state stays where it is.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class PeerBenchmark {
  /** Who does it. */
  @Param public PeerName peer = PeerName.SKIPLANE;

  /** What is timed. */
  @Param public PeerWork work = PeerWork.RESIDENT_16X8;

  /** Format of weights, data and arithmetic. */
  @Param public Precision precision = Precision.FLOAT;

  /** Cores that the work may use. */
  @Param("1")
  public int cores = 1;

  private final Arena arena = Arena.ofConfined();
  private int operations;
  private @Nullable Work running;

  /** Checks the answers, then makes what the benchmark runs. */
  @Setup(Level.Trial)
  public void prepare(BenchmarkParams params) {
    operations = params.getOpsPerInvocation();
    if (operations != work.operationsACall()) {
      throw new IllegalStateException("a call takes whole steps: start this by bench/run");
    }
    if (peer.isSkiplane()) {
      RanKernel.check("vector", precision);
    }
    Work made =
        peer.isSkiplane()
            ? skiplane()
            : new PeerRun(PeerCheck.checked(peer, work, precision, cores, arena));
    running = made;
    if (peer.isSkiplane()) {
      WarmUp.run(made, operations); // Only what is ours can be seen to box.
    }
    WarmUp.compiled(() -> made.run(operations));
  }

  private Work skiplane() {
    Shape shape = new Shape(work.k(), work.p());
    StepKind kind = peer == PeerName.PROJECTED ? StepKind.PROJECTED : work.stepKind();
    int inputs = work.inputs(precision, Caches.here());
    if (shape.elements() >= WarmUp.LARGE_NUMBERS) {
      WarmUp.small(kind, shape, precision);
    }
    int few = PeerCheck.batch(work);
    AnswerCheck.check(new Problem(arena, shape, precision, inputs, few), kind);
    Arena memory = cores > 1 ? Arena.ofAuto() : arena;
    Problem problem = new Problem(memory, shape, precision, inputs, work.batch());
    if (cores == 1) {
      return Work.of(kind, problem);
    }
    TeamWork team = new TeamWork(problem, kind, cores - 1);
    team.check(problem, kind);
    return team;
  }

  /** Puts the state back to where it began. */
  @Setup(Level.Iteration)
  public void rewind() {
    if (running != null) {
      running.rewind();
    }
  }

  /** Gives the memory back. */
  @TearDown
  public void close() {
    if (running != null) {
      running.close();
    }
    arena.close();
  }

  /** Steps. */
  @Benchmark
  public void step() {
    if (running == null) {
      throw new IllegalStateException("not set up");
    }
    running.run(operations);
  }

  /** A peer as a work. */
  private record PeerRun(Peer peer) implements Work {
    @Override
    public void run(int operations) {
      peer.run(operations);
    }

    @Override
    public void rewind() {
      peer.rewind();
    }

    @Override
    public void close() {
      peer.close();
    }
  }
}
