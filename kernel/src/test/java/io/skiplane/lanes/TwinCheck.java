package io.skiplane.lanes;

import io.skiplane.memory.Precision;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Makes one call on both twins in this JVM, the scalar one being the reference: both must give the
 * same bits and leave every byte beyond their buffers as it was. A NaN is as good as another: which
 * one comes out of two is the processor's choice.
 */
final class TwinCheck {
  private static final long CAPACITY = 4 << 20;

  private final Guarded memory;
  private final Guarded start;
  private final Guarded end;
  private final Kernels[] vector = new Kernels[Precision.values().length];
  private final Kernels[] scalar = new Kernels[Precision.values().length];

  TwinCheck(Arena arena) {
    memory = new Guarded(arena, CAPACITY);
    start = new Guarded(arena, CAPACITY);
    end = new Guarded(arena, CAPACITY);
    for (Precision precision : Precision.values()) {
      vector[precision.ordinal()] = Twins.vector(precision);
      scalar[precision.ordinal()] = Twins.scalar(precision);
    }
  }

  /** Where the case to check has its buffers. */
  Guarded memory() {
    return memory;
  }

  /** Fails, naming the case, where the twins differ or damage a guard. */
  void equalBits(String name, KernelMethod method, KernelCase c) {
    KernelMethod.Call call = method.prepare(c);
    start.copyFrom(memory);
    double expected = call.on(scalar[c.precision.ordinal()]);
    end.copyFrom(memory);
    memory.copyFrom(start);
    double actual = call.on(vector[c.precision.ordinal()]);
    if (Double.doubleToLongBits(actual) != Double.doubleToLongBits(expected)) {
      throw new AssertionError(
          "%s: the vector twin gives %s, the scalar twin %s".formatted(name, actual, expected));
    }
    checkGuard(name, "scalar", end);
    checkGuard(name, "vector", memory);
    long at = firstDifference(c.precision, memory.used(), end.used());
    if (at >= 0) {
      throw new AssertionError(
          "%s: byte %d is the first in which the twins differ: vector %s, scalar %s"
              .formatted(
                  name,
                  at,
                  c.precision.get(memory.used(), at, 0),
                  c.precision.get(end.used(), at, 0)));
    }
  }

  private static void checkGuard(String name, String twin, Guarded guarded) {
    long damage = guarded.firstDamage();
    if (damage >= 0) {
      throw new AssertionError(
          "%s: the %s twin writes beyond its buffers, to byte %d".formatted(name, twin, damage));
    }
  }

  /** Byte of the first number whose bits differ and of which not both are NaNs, or −1. */
  private static long firstDifference(Precision precision, MemorySegment x, MemorySegment y) {
    long from = MemorySegment.mismatch(x, 0, x.byteSize(), y, 0, y.byteSize());
    if (from < 0) {
      return -1;
    }
    int size = precision.bytes();
    for (long at = from & -size; at < x.byteSize(); at += size) {
      if (differ(precision, x, y, at)) {
        return at;
      }
    }
    return -1;
  }

  private static boolean differ(Precision precision, MemorySegment x, MemorySegment y, long at) {
    if (precision == Precision.FLOAT) {
      float a = x.get(ValueLayout.JAVA_FLOAT, at);
      return Float.floatToIntBits(a) != Float.floatToIntBits(y.get(ValueLayout.JAVA_FLOAT, at));
    }
    double a = x.get(ValueLayout.JAVA_DOUBLE, at);
    return Double.doubleToLongBits(a)
        != Double.doubleToLongBits(y.get(ValueLayout.JAVA_DOUBLE, at));
  }
}
