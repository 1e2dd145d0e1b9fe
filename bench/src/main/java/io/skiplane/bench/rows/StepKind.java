package io.skiplane.bench.rows;

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
  /** Normals alone; timed per number. */
  NORMALS;

  /** As tables and charts call it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
