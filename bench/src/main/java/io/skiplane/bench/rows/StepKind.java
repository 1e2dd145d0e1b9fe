package io.skiplane.bench.rows;

import java.lang.foreign.Arena;
import java.util.Locale;

/**
 * What a row times: one of the gradient steps, or the generator that the sampled ones draw from.
 */
public enum StepKind {
  /** The closed form on a and v. */
  POPULATION,
  /** The closed form on (1ᵀa, aᵀa*, φ), a student in each lane; timed per student-step. */
  REDUCED,
  /** Fresh Gaussian patches, drawn in the kernel. */
  DENSE,
  /** The same step in law, from 2k + p normals. */
  PROJECTED,
  /** Packed patches in memory, at labels that are noise. */
  RESIDENT,
  /** The same with a student and its own patches in each lane; timed per student-step. */
  RESIDENT_LANES,
  /** The resident step of one student on two threads. */
  RESIDENT_TEAM,
  /** The dense step of one student on two threads. */
  DENSE_TEAM,
  /** Normals alone; timed per number. */
  NORMALS;

  /** Threads that work on a step. */
  public int threads() {
    return this == RESIDENT_TEAM || this == DENSE_TEAM ? 2 : 1;
  }

  /** Memory that the kind's threads may reach: this thread's arena, or one that all may use. */
  public Arena arena(Arena own) {
    return threads() > 1 ? Arena.ofAuto() : own;
  }

  /** As tables and charts call it. */
  public String text() {
    return switch (this) {
      case RESIDENT_LANES -> "lanes are students";
      case RESIDENT_TEAM -> "resident, 2 threads";
      case DENSE_TEAM -> "dense, 2 threads";
      default -> name().toLowerCase(Locale.ROOT);
    };
  }
}
