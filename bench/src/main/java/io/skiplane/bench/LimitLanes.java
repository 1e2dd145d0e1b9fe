package io.skiplane.bench;

import io.skiplane.lanes.Twins;
import java.nio.ByteOrder;
import jdk.incubator.vector.VectorShape;

/** The vectors of the limit benchmarks: as wide as the kernel's in this JVM. */
final class LimitLanes {
  static final VectorShape SHAPE = VectorShape.forBitSize(Twins.runtime().laneBits());
  static final ByteOrder ORDER = ByteOrder.nativeOrder();

  /** Bytes of a hardware vector. */
  static final long PART = SHAPE.vectorBitSize() / Byte.SIZE;

  private LimitLanes() {}
}
