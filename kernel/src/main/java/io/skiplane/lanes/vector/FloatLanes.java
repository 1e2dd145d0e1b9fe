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

  /**
   * {@link #VECTOR} as a number that C2 does not know. A loop with this stride has no trip count,
   * so each access keeps its plain bounds check; for a counted loop C2 computes limits for every
   * access before the first turn, which short loops never earn back.
   */
  static long stride = VECTOR;

  /** 1, likewise. */
  static long one = 1;

  /** Order of bytes in memory. */
  static final ByteOrder ORDER = ByteOrder.nativeOrder();

  private FloatLanes() {}
}
