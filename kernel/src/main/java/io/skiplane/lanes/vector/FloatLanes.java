package io.skiplane.lanes.vector;

import io.skiplane.memory.Precision;
import java.nio.ByteOrder;
import jdk.incubator.vector.VectorSpecies;

/** The hardware vector of floats, as constants of the JIT compiler. */
final class FloatLanes {
  /** Hardware vector; the logical one is {@link #VECTOR} bytes, run in parts of this. */
  static final VectorSpecies<Float> SPECIES = LaneBits.SHAPE.withLanes(float.class);

  /** Name of this twin. */
  static final String TWIN = "vector";

  /** Bits of a hardware vector. */
  static final int BITS = LaneBits.CHOSEN;

  /** Logical lanes. */
  static final int WIDTH = Precision.FLOAT.lanes();

  /** Bytes of a hardware vector, one part of a logical vector. */
  static final long PART = SPECIES.vectorByteSize();

  /** Bytes of a logical vector. */
  static final long VECTOR = Precision.VECTOR_BYTES;

  /** Order of bytes in memory. */
  static final ByteOrder ORDER = ByteOrder.nativeOrder();

  private FloatLanes() {}
}
