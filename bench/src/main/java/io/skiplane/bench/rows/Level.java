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
  DRAM
}
