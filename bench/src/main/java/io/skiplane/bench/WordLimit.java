package io.skiplane.bench;

import static io.skiplane.bench.LimitLanes.ORDER;
import static io.skiplane.bench.LimitLanes.PART;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.ROL;
import static jdk.incubator.vector.VectorOperators.XOR;

import io.skiplane.memory.Precision;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A limit of the machine: time of a random 32-bit word by xoshiro256++ in 64-bit lanes, into a
 * buffer in the first-level cache. Two states run side by side, as one alone waits for itself; it
 * is seeded once, where the kernel seeds every run of its streams.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class WordLimit {
  private static final VectorSpecies<Long> LONGS = LimitLanes.SHAPE.withLanes(long.class);
  private static final int BUFFER_BYTES = 16 << 10;
  private static final int WORDS = BUFFER_BYTES / Integer.BYTES;
  private static final int STATE_VECTORS = 8;

  private final Arena arena = Arena.ofConfined();
  private final MemorySegment state =
      seeded(arena.allocate(STATE_VECTORS * PART, Precision.VECTOR_BYTES));
  private final MemorySegment buffer = arena.allocate(BUFFER_BYTES, Precision.VECTOR_BYTES);

  private static MemorySegment seeded(MemorySegment state) {
    SplittableRandom seeds = new SplittableRandom(Problem.SEED);
    for (long i = 0; i < state.byteSize() / Long.BYTES; i++) {
      state.setAtIndex(ValueLayout.JAVA_LONG, i, seeds.nextLong());
    }
    return state;
  }

  /** Has it compiled. */
  @Setup
  public void warmUp() {
    WarmUp.run(this::words, WORDS);
  }

  /** Gives the memory back. */
  @TearDown
  public void close() {
    arena.close();
  }

  /** Draws. */
  @Benchmark
  @OperationsPerInvocation(WORDS)
  public MemorySegment words() {
    draw(state, buffer, BUFFER_BYTES);
    return buffer;
  }

  private static void draw(MemorySegment state, MemorySegment out, long bytes) {
    if (!state.isNative() || !out.isNative()) {
      throw new IllegalArgumentException("the state or the buffer lies on the Java heap");
    }
    LongVector a0 = LongVector.fromMemorySegment(LONGS, state, 0, ORDER);
    LongVector a1 = LongVector.fromMemorySegment(LONGS, state, PART, ORDER);
    LongVector a2 = LongVector.fromMemorySegment(LONGS, state, 2 * PART, ORDER);
    LongVector a3 = LongVector.fromMemorySegment(LONGS, state, 3 * PART, ORDER);
    LongVector b0 = LongVector.fromMemorySegment(LONGS, state, 4 * PART, ORDER);
    LongVector b1 = LongVector.fromMemorySegment(LONGS, state, 5 * PART, ORDER);
    LongVector b2 = LongVector.fromMemorySegment(LONGS, state, 6 * PART, ORDER);
    LongVector b3 = LongVector.fromMemorySegment(LONGS, state, 7 * PART, ORDER);
    for (long i = 0; i < bytes; i += 2 * PART) {
      a0.add(a3).lanewise(ROL, 23).add(a0).intoMemorySegment(out, i, ORDER);
      b0.add(b3).lanewise(ROL, 23).add(b0).intoMemorySegment(out, i + PART, ORDER);
      LongVector aShifted = a1.lanewise(LSHL, 17);
      LongVector bShifted = b1.lanewise(LSHL, 17);
      a2 = a2.lanewise(XOR, a0);
      b2 = b2.lanewise(XOR, b0);
      a3 = a3.lanewise(XOR, a1);
      b3 = b3.lanewise(XOR, b1);
      a1 = a1.lanewise(XOR, a2);
      b1 = b1.lanewise(XOR, b2);
      a0 = a0.lanewise(XOR, a3);
      b0 = b0.lanewise(XOR, b3);
      a2 = a2.lanewise(XOR, aShifted);
      b2 = b2.lanewise(XOR, bShifted);
      a3 = a3.lanewise(ROL, 45);
      b3 = b3.lanewise(ROL, 45);
    }
    a0.intoMemorySegment(state, 0, ORDER);
    a1.intoMemorySegment(state, PART, ORDER);
    a2.intoMemorySegment(state, 2 * PART, ORDER);
    a3.intoMemorySegment(state, 3 * PART, ORDER);
    b0.intoMemorySegment(state, 4 * PART, ORDER);
    b1.intoMemorySegment(state, 5 * PART, ORDER);
    b2.intoMemorySegment(state, 6 * PART, ORDER);
    b3.intoMemorySegment(state, 7 * PART, ORDER);
  }
}
