package io.skiplane.harness.engine;

import java.io.Serializable;

/** Where the students of a block ended, in the order of their numbers. */
public final class Ends implements Serializable {
  private static final long serialVersionUID = 1;
  private static final int NUMBERS = 4;

  private final byte[] endings;
  private final long[] steps;
  private final double[] numbers;

  Ends(int students) {
    endings = new byte[students];
    steps = new long[students];
    numbers = new double[NUMBERS * students];
  }

  void set(
      int row,
      Ending ending,
      long count,
      double phi,
      double alignment,
      double squaredDistanceA,
      double squaredDistanceV) {
    endings[row] = (byte) ending.code();
    steps[row] = count;
    numbers[NUMBERS * row] = phi;
    numbers[NUMBERS * row + 1] = alignment;
    numbers[NUMBERS * row + 2] = squaredDistanceA;
    numbers[NUMBERS * row + 3] = squaredDistanceV;
  }

  /** Number of students. */
  public int count() {
    return endings.length;
  }

  /** How the student of a row ended. */
  public Ending ending(int row) {
    return Ending.of(endings[row]);
  }

  /** Steps it took. */
  public long steps(int row) {
    return steps[row];
  }

  /** φ, the angle between v and v*. */
  public double phi(int row) {
    return numbers[NUMBERS * row];
  }

  /** T = aᵀa*. */
  public double alignment(int row) {
    return numbers[NUMBERS * row + 1];
  }

  /** ‖a − a*‖². */
  public double squaredDistanceA(int row) {
    return numbers[NUMBERS * row + 2];
  }

  /** ‖v − v*‖². */
  public double squaredDistanceV(int row) {
    return numbers[NUMBERS * row + 3];
  }
}
