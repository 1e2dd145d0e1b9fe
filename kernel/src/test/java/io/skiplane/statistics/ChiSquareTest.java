package io.skiplane.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.lanes.StreamKey;
import io.skiplane.lanes.scalar.ChiSquare;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** χ² draws: their law, and their first numbers. */
class ChiSquareTest {
  private static final int COUNT = 1 << 19;
  private static final double[] FREEDOMS = {2, 3, 4, 17, 18, 38, 198, 1022, 100_000, 1e9};

  @Test
  void momentsAreThoseOfTheLaw() {
    ZScores scores = new ZScores("χ² draws");
    for (double n : FREEDOMS) {
      ChiSquare chiSquare = new ChiSquare(n);
      Moments first = new Moments();
      Moments squares = new Moments();
      Moments cubes = new Moments();
      for (int i = 0; i < COUNT; i++) {
        // In units of its deviation, and the third moment with it.
        double x = (chiSquare.draw(key(n, i)) - n) / Math.sqrt(2 * n);
        first.add(x);
        squares.add(x * x);
        cubes.add(x * x * x);
      }
      scores.mean("mean of " + n, first, 0);
      scores.mean("variance of " + n, squares, 1);
      scores.mean("third moment of " + n, cubes, Math.sqrt(8 / n));
    }
    scores.report();
  }

  /** With two degrees of freedom the distribution function is 1 − exp(−x/2); so is that of four. */
  @Test
  void distributionOfFewDegreesOfFreedom() {
    ZScores scores = new ZScores("χ² distribution");
    for (int n : new int[] {2, 4, 6}) {
      ChiSquare chiSquare = new ChiSquare(n);
      double[] sample = new double[1 << 16];
      for (int i = 0; i < sample.length; i++) {
        double half = chiSquare.draw(key(n, i)) / 2;
        double term = 1;
        double sum = 1;
        for (int j = 1; j < n / 2; j++) {
          term *= half / j;
          sum += term;
        }
        // Uniform in (0, 1), and so normal by Φ⁻¹.
        sample[i] = Gaussian.quantile(1 - sum * Math.exp(-half));
      }
      scores.add("n = " + n, Gaussian.kolmogorovScore(Gaussian.kolmogorov(sample)));
    }
    scores.report();
  }

  @Test
  @Tag("bits")
  void firstDrawsArePinned() {
    assertThat(new ChiSquare(2).draw(1)).isEqualTo(0x1.0037eb67ca1a5p1);
    assertThat(new ChiSquare(62).draw(2)).isEqualTo(0x1.87fb4ee83bc92p5);
    assertThat(new ChiSquare(4094).draw(3)).isEqualTo(0x1.0833d1bd10c02p12);
  }

  private static long key(double n, long i) {
    return new StreamKey(7, (long) n).key0(-6, i);
  }
}
