package io.skiplane.bench.rows;

/** A level of memory, nearest first. */
public enum Level {
  /** First-level data cache. */
  L1,
  /** Second-level cache. */
  L2,
  /** Third-level cache. */
  L3,
  /** Main memory. */
  DRAM;

  /** As tables and the progress call what so many cores load from it at once. */
  public String by(int cores) {
    return this + " by " + (cores == 2 ? "two" : cores) + " cores";
  }
}
