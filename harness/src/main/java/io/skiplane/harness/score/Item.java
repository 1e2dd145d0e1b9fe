package io.skiplane.harness.score;

import io.skiplane.lanes.Twins;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What is measured: a gradient step, or a limit of the machine. */
enum Item {
  /** The closed form on a and v. */
  POPULATION,
  /** The closed form on three numbers, a student in each lane; counted in student-steps. */
  REDUCED,
  /** Fresh Gaussian patches, drawn in the step. */
  DENSE,
  /** The same step in law, from 2k + p normals. */
  PROJECTED,
  /** Patches that lie in memory. */
  RESIDENT,
  /** Multiplications and additions by fused multiply-adds on floats; two to a number. */
  FMA,
  /** Bytes loaded from the first-level cache. */
  L1,
  /** From the second-level cache. */
  L2,
  /** From the third-level cache. */
  L3,
  /** From the main memory. */
  MEMORY;

  /** The five steps. */
  static List<Item> steps() {
    return Arrays.stream(values()).filter(Item::isStep).toList();
  }

  /** The limits, which are measured with vectors alone. */
  static List<Item> limits() {
    return Arrays.stream(values()).filter(item -> !item.isStep()).toList();
  }

  /** What this JVM's kernel can be measured by. */
  static List<Item> here() {
    return Twins.runtime().kernel().equals("vector") ? List.of(values()) : steps();
  }

  /** Whether it is a gradient step. */
  boolean isStep() {
    return compareTo(RESIDENT) <= 0;
  }

  /** As tables and documents call it. */
  String word() {
    return isStep() || this == MEMORY ? name().toLowerCase(Locale.ROOT) : name();
  }
}
