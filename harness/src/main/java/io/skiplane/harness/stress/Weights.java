package io.skiplane.harness.stress;

import io.skiplane.memory.Precision;
import io.skiplane.model.Student;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/** A student's weights as bits with addresses: a_0, a_1, …, v_0, v_1, … */
final class Weights {
  private Weights() {}

  /**
   * Where two students differ.
   *
   * @param array {@code a} or {@code v}
   * @param element its index there
   * @param bits of the first one
   * @param otherBits of the second one
   */
  record Difference(String array, long element, long bits, long otherBits) {}

  /** The first differences, at most {@code most}; the padding does not count. */
  static List<Difference> compare(Student one, Student other, int most) {
    List<Difference> differences = new ArrayList<>();
    if (one.memory().mismatch(other.memory()) < 0) {
      return differences;
    }
    compare("a", 0, one.shape().k(), one, other, most, differences);
    compare("v", one.vOffset(), one.shape().p(), one, other, most, differences);
    return differences;
  }

  private static void compare(
      String array,
      long offset,
      long count,
      Student one,
      Student other,
      int most,
      List<Difference> to) {
    Precision precision = one.precision();
    for (long i = 0; i < count && to.size() < most; i++) {
      long bits = bits(one.memory(), offset, i, precision);
      long otherBits = bits(other.memory(), offset, i, precision);
      if (bits != otherBits) {
        to.add(new Difference(array, i, bits, otherBits));
      }
    }
  }

  /** The bits of one weight. */
  static long bits(Student student, String array, long element) {
    return bits(
        student.memory(), array.equals("a") ? 0 : student.vOffset(), element, student.precision());
  }

  /** The bits of number {@code index} of the array that begins at byte {@code offset}. */
  static long bits(MemorySegment memory, long offset, long index, Precision precision) {
    return precision == Precision.FLOAT
        ? Integer.toUnsignedLong(
            memory.get(ValueLayout.JAVA_INT_UNALIGNED, offset + index * Float.BYTES))
        : memory.get(ValueLayout.JAVA_LONG_UNALIGNED, offset + index * Double.BYTES);
  }

  /** Flips a bit of one weight. */
  static void flip(Student student, FlipBit flip) {
    long k = student.shape().k();
    if (flip.element() < k) {
      flip.flip(student.memory(), 0, flip.element(), student.precision());
    } else {
      flip.flip(student.memory(), student.vOffset(), flip.element() - k, student.precision());
    }
  }
}
