package io.skiplane.harness.stress;

import io.skiplane.harness.train.Choices;
import io.skiplane.harness.train.Choices.GradientName;
import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A bit to be flipped on purpose, for tests to see that the checks can fail: of a weight that a
 * block ends with, or of a resident input as it lies in memory.
 *
 * @param gradient whose block it is; null for one of the resident inputs
 * @param block its number; 0 for an input
 * @param element a_0, a_1, …, v_0, v_1, … of a block; the number's address among the inputs
 * @param bit from 0, the lowest
 */
record FlipBit(@Nullable GradientName gradient, long block, long element, int bit) {
  private static final String INPUTS = "z";

  /**
   * Reads {@code GRADIENT:BLOCK:ELEMENT:BIT} or {@code z:ELEMENT:BIT}.
   *
   * @throws IllegalArgumentException if it is neither
   */
  static FlipBit parse(String text) {
    String[] words = text.split(":", -1);
    try {
      if (words.length == 3 && words[0].equals(INPUTS)) {
        return new FlipBit(null, 0, Long.parseLong(words[1]), Integer.parseInt(words[2]));
      }
      Optional<GradientName> gradient =
          Arrays.stream(GradientName.values())
              .filter(name -> Choices.word(name).equals(words[0]))
              .findFirst();
      if (words.length == 4 && gradient.isPresent()) {
        return new FlipBit(
            gradient.get(),
            Long.parseLong(words[1]),
            Long.parseLong(words[2]),
            Integer.parseInt(words[3]));
      }
    } catch (NumberFormatException e) {
      // Falls through to the sentence below, which suits this too.
    }
    throw new IllegalArgumentException(
        "--flip-bit is "
            + text
            + "; it must be GRADIENT:BLOCK:ELEMENT:BIT, as in dense:0:5:3, or z:ELEMENT:BIT for a"
            + " resident input");
  }

  /**
   * Checks that there is such a bit.
   *
   * @param inputs resident ones
   * @throws IllegalArgumentException if not
   */
  void check(Shape shape, Precision precision, long inputs) {
    long elements = gradient == null ? inputs * shape.elements() : shape.k() + shape.p();
    limit("block", block, Long.MAX_VALUE);
    limit("element", element, elements - 1);
    limit("bit", bit, 8L * precision.bytes() - 1);
  }

  private static void limit(String what, long value, long most) {
    if (value < 0 || value > most) {
      throw new IllegalArgumentException(
          "--flip-bit: the " + what + " is " + value + "; it must lie between 0 and " + most);
    }
  }

  /** Whether it is one of this block's weights. */
  boolean in(GradientName name, long number) {
    return gradient == name && block == number;
  }

  /** Flips the bit of number {@code index} of an array that begins at byte {@code offset}. */
  void flip(MemorySegment memory, long offset, long index, Precision precision) {
    long at = offset + index * precision.bytes() + bit / Byte.SIZE;
    byte flipped = (byte) (memory.get(ValueLayout.JAVA_BYTE, at) ^ 1 << bit % Byte.SIZE);
    memory.set(ValueLayout.JAVA_BYTE, at, flipped);
  }
}
