package io.skiplane.bench;

import static io.skiplane.bench.LimitLanes.ORDER;
import static io.skiplane.bench.LimitLanes.PART;
import static jdk.incubator.vector.VectorOperators.FMA;

import io.skiplane.memory.Precision;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.Vector;
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
  /** System property with the format, which a fork has one of. */
  static final String PRECISION = "skiplane.bench.precision";

  private static final Precision FORMAT =
      Precision.valueOf(System.getProperty(PRECISION, Precision.FLOAT.name()));

  private static final VectorSpecies<Number> SPECIES = species(FORMAT);
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
    if (precision != FORMAT) {
      throw new IllegalStateException(
          "this fork multiplies " + FORMAT + " numbers; start the benchmarks by bench/run");
    }
    WarmUp.run(this::fma, OPERATIONS);
  }

  @SuppressWarnings("unchecked") // the one name that float and double vectors share here
  private static VectorSpecies<Number> species(Precision precision) {
    Class<?> number = precision == Precision.FLOAT ? float.class : double.class;
    return (VectorSpecies<Number>) LimitLanes.SHAPE.withLanes(number);
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
    multiply(memory, BYTES / PART);
    return memory;
  }

  /** One loop for both formats: the species is a constant of the fork, so C2 knows the class. */
  private static void multiply(MemorySegment memory, long turns) {
    Vector<Number> x = SPECIES.fromMemorySegment(memory, 0, ORDER);
    Vector<Number> y = SPECIES.fromMemorySegment(memory, PART, ORDER);
    Vector<Number> s0 = x;
    Vector<Number> s1 = x;
    Vector<Number> s2 = x;
    Vector<Number> s3 = x;
    Vector<Number> s4 = x;
    Vector<Number> s5 = x;
    Vector<Number> s6 = x;
    Vector<Number> s7 = x;
    Vector<Number> s8 = x;
    Vector<Number> s9 = x;
    Vector<Number> s10 = x;
    Vector<Number> s11 = x;
    for (long turn = 0; turn < turns; turn++) {
      s0 = s0.lanewise(FMA, x, y);
      s1 = s1.lanewise(FMA, x, y);
      s2 = s2.lanewise(FMA, x, y);
      s3 = s3.lanewise(FMA, x, y);
      s4 = s4.lanewise(FMA, x, y);
      s5 = s5.lanewise(FMA, x, y);
      s6 = s6.lanewise(FMA, x, y);
      s7 = s7.lanewise(FMA, x, y);
      s8 = s8.lanewise(FMA, x, y);
      s9 = s9.lanewise(FMA, x, y);
      s10 = s10.lanewise(FMA, x, y);
      s11 = s11.lanewise(FMA, x, y);
    }
    Vector<Number> first = s0.add(s1).add(s2).add(s3).add(s4).add(s5);
    Vector<Number> second = s6.add(s7).add(s8).add(s9).add(s10).add(s11);
    first.add(second).intoMemorySegment(memory, 2 * PART, ORDER);
  }
}
