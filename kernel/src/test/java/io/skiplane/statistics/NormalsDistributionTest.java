package io.skiplane.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.memory.Precision;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The law of one normal number, over 10⁸ floats and 3·10⁷ doubles. */
class NormalsDistributionTest {
  private static final int PAIRS = 1 << 12;
  private static final int CELLS = 1000;
  private static final int TABLE = 1 << 14;
  private static final double TABLE_END = 9;
  private static final double[] EDGES = edges();
  private static final int[] FIRST_CELL = firstCells();

  /** What is summed over all numbers. */
  private static final class Sums {
    long count;
    double x1;
    double x2;
    double x3;
    double x4;
    double largest;
    final long[] beyond = new long[6];
    final long[] cells = new long[CELLS];

    void add(double[] numbers) {
      count += numbers.length;
      addPowers(numbers);
      for (double x : numbers) {
        int cell = FIRST_CELL[(int) ((x + TABLE_END) * (TABLE / (2 * TABLE_END)))];
        while (cell < CELLS - 1 && x >= EDGES[cell]) {
          cell++;
        }
        cells[cell]++;
        double size = Math.abs(x);
        if (size > 3) {
          beyond[Math.min(5, (int) size)]++;
          largest = Math.max(largest, size);
        }
      }
    }

    private void addPowers(double[] numbers) {
      double s1 = 0;
      double s2 = 0;
      double s3 = 0;
      double s4 = 0;
      for (double x : numbers) {
        double square = x * x;
        s1 += x;
        s2 += square;
        s3 += square * x;
        s4 += square * square;
      }
      x1 += s1;
      x2 += s2;
      x3 += s3;
      x4 += s4;
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void longStreamsAreNormal(Precision precision) {
    long wanted = precision == Precision.FLOAT ? 100_000_000 : 30_000_000;
    Sums sums = new Sums();
    ZScores scores = new ZScores("normals, " + precision);
    try (Stream stream = new Stream(precision, PAIRS)) {
      double[] numbers = new double[stream.size()];
      for (long block = 0; sums.count < wanted; block++) {
        stream.read(numbers, 11, 0, block, 0);
        sums.add(numbers);
      }
    }
    judge(scores, sums, precision);
    scores.report();
  }

  /** Only the first numbers of many streams, which come close to the hash of the address. */
  @ParameterizedTest
  @EnumSource(Precision.class)
  void firstNumbersOfStreamsAreNormal(Precision precision) {
    Sums sums = new Sums();
    ZScores scores = new ZScores("first normals of streams, " + precision);
    try (Stream stream = new Stream(precision, 1)) {
      double[] numbers = new double[stream.size()];
      for (long step = 0; step < 300_000; step++) {
        stream.read(numbers, 12, step % 7, step % 3 - 1, step);
        sums.add(numbers);
      }
    }
    judge(scores, sums, precision);
    scores.report();
  }

  private static void judge(ZScores scores, Sums sums, Precision precision) {
    double n = sums.count;
    scores.add("mean", sums.x1 / Math.sqrt(n));
    scores.add("variance", (sums.x2 - n) / Math.sqrt(2 * n));
    scores.add("third moment", sums.x3 / Math.sqrt(15 * n));
    scores.add("fourth moment", (sums.x4 - 3 * n) / Math.sqrt(96 * n));
    double expected = n / CELLS;
    double statistic = 0;
    for (long cell : sums.cells) {
      statistic += (cell - expected) * (cell - expected) / expected;
    }
    scores.add("χ² over cells", Gaussian.chiSquaredScore(statistic, CELLS - 1));
    long beyond = 0;
    for (int sigma = 5; sigma >= 3; sigma--) {
      beyond += sums.beyond[sigma];
      double mean = 2 * n * Gaussian.tail(sigma);
      // Few beyond 5σ: the square root makes Poisson counts normal.
      scores.add("beyond " + sigma + "σ", 2 * (Math.sqrt(beyond + 0.375) - Math.sqrt(mean)));
    }
    assertThat(sums.largest).isLessThanOrEqualTo(precision == Precision.FLOAT ? 6.6605 : 8.4905);
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void subsamplesPassKolmogorovSmirnov(Precision precision) {
    ZScores scores = new ZScores("Kolmogorov-Smirnov, " + precision);
    try (Stream stream = new Stream(precision, PAIRS)) {
      double[] numbers = new double[stream.size()];
      for (long student = 0; student < 20; student++) {
        stream.read(numbers, 13, student, 0, 0);
        double lambda = Gaussian.kolmogorov(Arrays.copyOf(numbers, numbers.length));
        scores.add("student " + student, Gaussian.kolmogorovScore(lambda));
      }
    }
    scores.report();
  }

  private static double[] edges() {
    double[] edges = new double[CELLS - 1];
    for (int i = 0; i < edges.length; i++) {
      edges[i] = Gaussian.quantile((i + 1.0) / CELLS);
    }
    return edges;
  }

  /** For each entry of a fine table over x, the cell in which its left end lies. */
  private static int[] firstCells() {
    int[] cells = new int[TABLE];
    int cell = 0;
    for (int i = 0; i < TABLE; i++) {
      double left = -TABLE_END + i * (2 * TABLE_END / TABLE);
      while (cell < CELLS - 1 && left - 1e-9 >= EDGES[cell]) {
        cell++;
      }
      cells[i] = cell;
    }
    return cells;
  }
}
