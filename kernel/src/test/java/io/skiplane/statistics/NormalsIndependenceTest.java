package io.skiplane.statistics;

import io.skiplane.lanes.Kernels;
import io.skiplane.memory.Precision;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No correlation, of numbers or of their squares, within a stream or between neighbouring ones. */
class NormalsIndependenceTest {
  private static final int PAIRS = 1 << 13;

  /** Seeds, students, blocks and steps in use: from 0, around the special blocks, and large. */
  private static final long[][] ADDRESSES = {
    {0, 0, 0, 0},
    {1, 0, 0, 0},
    {20190909, 7, -1, 64},
    {-1, -1, -2, 0},
    {Long.MAX_VALUE - 1, 4999, 1023, 1L << 40}
  };

  @ParameterizedTest
  @EnumSource(Precision.class)
  void numbersOfAStreamAreUncorrelated(Precision precision) {
    int width = precision.lanes();
    int run = (int) (2L * width * Kernels.RUN_PAIRS);
    int[] lags = {
      1, 2, 3, width / 2, width - 1, width, width + 1, 2 * width, 2 * width + 1, 4 * width, run
    };
    ZScores scores = new ZScores("lags, " + precision);
    double[] products = new double[lags.length];
    double[] squareProducts = new double[lags.length];
    long[] counts = new long[lags.length];
    try (Stream stream = new Stream(precision, PAIRS)) {
      double[] x = new double[stream.size()];
      for (long student = 0; student < 16; student++) {
        stream.read(x, 21, student, 0, 0);
        for (int lag = 0; lag < lags.length; lag++) {
          for (int i = lags[lag]; i < x.length; i++) {
            double y = x[i - lags[lag]];
            products[lag] += x[i] * y;
            squareProducts[lag] += (x[i] * x[i] - 1) * (y * y - 1);
          }
          counts[lag] += x.length - lags[lag];
        }
      }
    }
    for (int lag = 0; lag < lags.length; lag++) {
      scores.add("numbers " + lags[lag] + " apart", products[lag] / Math.sqrt(counts[lag]));
      scores.add(
          "squares " + lags[lag] + " apart", squareProducts[lag] / Math.sqrt(4.0 * counts[lag]));
    }
    scores.report();
  }

  /** Each lane by itself against each other one, within the vectors of a stream. */
  @ParameterizedTest
  @EnumSource(Precision.class)
  void lanesAreUncorrelated(Precision precision) {
    int width = precision.lanes();
    ZScores scores = new ZScores("lanes, " + precision);
    try (Stream stream = new Stream(precision, 16 * PAIRS)) {
      double[] x = new double[stream.size()];
      stream.read(x, 22, 0, 0, 0);
      for (int lane = 0; lane < width; lane++) {
        for (int other = 0; other < lane; other++) {
          double product = 0;
          for (int i = 0; i < x.length; i += width) {
            product += x[i + lane] * x[i + other];
          }
          scores.add(
              "lanes " + other + " and " + lane, product / Math.sqrt(x.length / (double) width));
        }
      }
    }
    scores.report();
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void neighbouringStreamsAreUncorrelated(Precision precision) {
    String[] names = {"seed", "student", "block", "step"};
    ZScores scores = new ZScores("neighbouring streams, " + precision);
    try (Stream stream = new Stream(precision, PAIRS)) {
      double[] x = new double[stream.size()];
      double[] y = new double[stream.size()];
      for (long[] address : ADDRESSES) {
        stream.read(x, address[0], address[1], address[2], address[3]);
        for (int part = 0; part < names.length; part++) {
          long[] next = address.clone();
          next[part]++;
          stream.read(y, next[0], next[1], next[2], next[3]);
          correlate(scores, names[part], x, y);
        }
      }
    }
    scores.report();
  }

  /** The first numbers of streams in a row, as consecutive steps of a small student use them. */
  @ParameterizedTest
  @EnumSource(Precision.class)
  void firstNumbersOfNeighboursAreUncorrelated(Precision precision) {
    String[] names = {"seed", "student", "block", "step"};
    ZScores scores = new ZScores("first numbers of neighbouring streams, " + precision);
    try (Stream stream = new Stream(precision, 1)) {
      int size = stream.size();
      for (int part = 0; part < names.length; part++) {
        double[] x = new double[20_000 * size];
        double[] numbers = new double[size];
        long[] address = {5, 6, 7, 8};
        for (int row = 0; row < x.length; row += size) {
          address[part]++;
          stream.read(numbers, address[0], address[1], address[2], address[3]);
          System.arraycopy(numbers, 0, x, row, size);
        }
        for (int rows = 1; rows <= 4; rows *= 2) {
          double[] y = new double[x.length];
          System.arraycopy(x, rows * size, y, 0, x.length - rows * size);
          System.arraycopy(x, 0, y, x.length - rows * size, rows * size);
          correlate(scores, names[part] + " " + rows + " apart", x, y);
        }
      }
    }
    scores.report();
  }

  private static void correlate(ZScores scores, String name, double[] x, double[] y) {
    double product = 0;
    double squareProduct = 0;
    for (int i = 0; i < x.length; i++) {
      product += x[i] * y[i];
      squareProduct += (x[i] * x[i] - 1) * (y[i] * y[i] - 1);
    }
    scores.add(name, product / Math.sqrt(x.length));
    scores.add(name + ", squares", squareProduct / Math.sqrt(4.0 * x.length));
  }
}
