package io.skiplane.fuzz;

import io.skiplane.memory.Precision;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/** All that a case ends at: numbers bit by bit, any NaN as good as another, and what was said. */
final class Ends {
  private final List<String> names = new ArrayList<>();
  private final List<long[]> bits = new ArrayList<>();

  /** Adds every number of a segment. */
  void add(String name, Precision precision, MemorySegment segment) {
    long[] all = new long[(int) (segment.byteSize() / precision.bytes())];
    for (int i = 0; i < all.length; i++) {
      all[i] =
          precision == Precision.FLOAT
              ? Float.floatToIntBits(segment.getAtIndex(ValueLayout.JAVA_FLOAT_UNALIGNED, i))
              : Double.doubleToLongBits(segment.getAtIndex(ValueLayout.JAVA_DOUBLE_UNALIGNED, i));
    }
    names.add(name);
    bits.add(all);
  }

  /** Adds a sentence, for example of an exception, or numbers as text. */
  void say(Object said) {
    names.add(said.toString());
    bits.add(new long[0]);
  }

  @Override
  public String toString() {
    return names.getFirst();
  }

  /** Where this differs from another, or an empty text. */
  String difference(Ends other) {
    for (int i = 0; i < Math.min(names.size(), other.names.size()); i++) {
      if (!names.get(i).equals(other.names.get(i))) {
        return names.get(i) + " against " + other.names.get(i);
      }
      for (int j = 0; j < bits.get(i).length; j++) {
        if (bits.get(i)[j] != other.bits.get(i)[j]) {
          return "number %d of %s: %x against %x"
              .formatted(j, names.get(i), bits.get(i)[j], other.bits.get(i)[j]);
        }
      }
    }
    return names.size() == other.names.size() ? "" : "one says more: " + names + other.names;
  }
}
