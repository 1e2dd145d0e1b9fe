package io.skiplane.harness.engine;

import java.util.Locale;

/** How a student's steps are taken: the gradients that need no data of the user's. */
public enum Method {
  /** The closed form on three numbers, a student in each lane. */
  REDUCED,
  /** The closed form on a and v. */
  POPULATION,
  /** Fresh Gaussian patches, a student in each lane. */
  DENSE,
  /** The same in law from 2k + p normals, a student in each lane. */
  PROJECTED,
  /** The same in law for a and φ, from 2k normals. */
  ANGULAR;

  /** Whether a step draws inputs. */
  public boolean isSampled() {
    return this != REDUCED && this != POPULATION;
  }

  /** Name in files and options. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
