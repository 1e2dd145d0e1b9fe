package io.skiplane.bench;

import static io.skiplane.bench.LimitLanes.ORDER;
import static io.skiplane.bench.LimitLanes.PART;

import io.skiplane.memory.Precision;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A limit of the machine: time of a fused multiply-add on 64 bytes of numbers. Twelve accumulators
 * in registers, none waiting for another, are more than any core has multipliers times cycles of
 * latency.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class FmaLimit {
  private static final VectorSpecies<Float> FLOATS = LimitLanes.SHAPE.withLanes(float.class);
  private static final VectorSpecies<Double> DOUBLES = LimitLanes.SHAPE.withLanes(double.class);
  private static final int ACCUMULATORS = 12;

  /** Bytes that each accumulator takes in a call. */
  private static final int BYTES = 1 << 20;

  private static final int OPERATIONS = BYTES / Precision.VECTOR_BYTES * ACCUMULATORS;

  /** Format of the numbers. */
  @Param public Precision precision = Precision.FLOAT;

  private final Arena arena = Arena.ofConfined();
  private final MemorySegment memory = arena.allocate(4 * PART, Precision.VECTOR_BYTES);

  /** Has it compiled. */
  @Setup
  public void warmUp() {
    WarmUp.run(this::fma, OPERATIONS);
  }

  /** Gives the memory back. */
  @TearDown
  public void close() {
    arena.close();
  }

  /** Multiplies and adds. */
  @Benchmark
  @OperationsPerInvocation(OPERATIONS)
  public MemorySegment fma() {
    if (precision == Precision.FLOAT) {
      floats(memory, BYTES / PART);
    } else {
      doubles(memory, BYTES / PART);
    }
    return memory;
  }

  private static void floats(MemorySegment memory, long turns) {
    FloatVector x = FloatVector.fromMemorySegment(FLOATS, memory, 0, ORDER);
    FloatVector y = FloatVector.fromMemorySegment(FLOATS, memory, PART, ORDER);
    FloatVector s0 = x;
    FloatVector s1 = x;
    FloatVector s2 = x;
    FloatVector s3 = x;
    FloatVector s4 = x;
    FloatVector s5 = x;
    FloatVector s6 = x;
    FloatVector s7 = x;
    FloatVector s8 = x;
    FloatVector s9 = x;
    FloatVector s10 = x;
    FloatVector s11 = x;
    for (long turn = 0; turn < turns; turn++) {
      s0 = s0.fma(x, y);
      s1 = s1.fma(x, y);
      s2 = s2.fma(x, y);
      s3 = s3.fma(x, y);
      s4 = s4.fma(x, y);
      s5 = s5.fma(x, y);
      s6 = s6.fma(x, y);
      s7 = s7.fma(x, y);
      s8 = s8.fma(x, y);
      s9 = s9.fma(x, y);
      s10 = s10.fma(x, y);
      s11 = s11.fma(x, y);
    }
    FloatVector first = s0.add(s1).add(s2).add(s3).add(s4).add(s5);
    FloatVector second = s6.add(s7).add(s8).add(s9).add(s10).add(s11);
    first.add(second).intoMemorySegment(memory, 2 * PART, ORDER);
  }

  private static void doubles(MemorySegment memory, long turns) {
    DoubleVector x = DoubleVector.fromMemorySegment(DOUBLES, memory, 0, ORDER);
    DoubleVector y = DoubleVector.fromMemorySegment(DOUBLES, memory, PART, ORDER);
    DoubleVector s0 = x;
    DoubleVector s1 = x;
    DoubleVector s2 = x;
    DoubleVector s3 = x;
    DoubleVector s4 = x;
    DoubleVector s5 = x;
    DoubleVector s6 = x;
    DoubleVector s7 = x;
    DoubleVector s8 = x;
    DoubleVector s9 = x;
    DoubleVector s10 = x;
    DoubleVector s11 = x;
    for (long turn = 0; turn < turns; turn++) {
      s0 = s0.fma(x, y);
      s1 = s1.fma(x, y);
      s2 = s2.fma(x, y);
      s3 = s3.fma(x, y);
      s4 = s4.fma(x, y);
      s5 = s5.fma(x, y);
      s6 = s6.fma(x, y);
      s7 = s7.fma(x, y);
      s8 = s8.fma(x, y);
      s9 = s9.fma(x, y);
      s10 = s10.fma(x, y);
      s11 = s11.fma(x, y);
    }
    DoubleVector first = s0.add(s1).add(s2).add(s3).add(s4).add(s5);
    DoubleVector second = s6.add(s7).add(s8).add(s9).add(s10).add(s11);
    first.add(second).intoMemorySegment(memory, 2 * PART, ORDER);
  }
}
