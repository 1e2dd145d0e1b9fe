package io.skiplane.statistics;

import io.skiplane.lanes.Kernels;
import io.skiplane.lanes.StreamKey;
import io.skiplane.lanes.Twins;
import io.skiplane.memory.Precision;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The normals of a cohort's students are N(0,1), and independent within a stream, from place to
 * place and from student to student.
 */
class CohortNormalsTest {
  private static final int PAIRS = 64;
  private static final int PLACES = 1 << 12;

  @ParameterizedTest
  @EnumSource(Precision.class)
  void numbersAreNormal(Precision precision) {
    ZScores scores = new ZScores("normals of a cohort, " + precision);
    double[][] streams = streams(precision, PLACES);
    double[] sample = new double[1 << 20];
    int size = 0;
    for (int lane = 0; lane < streams.length; lane++) {
      double[] x = streams[lane];
      double n = x.length;
      double[] powers = new double[5];
      for (double number : x) {
        double square = number * number;
        powers[1] += number;
        powers[2] += square;
        powers[3] += number * square;
        powers[4] += square * square;
      }
      scores.add("mean of lane " + lane, powers[1] / Math.sqrt(n));
      scores.add("square of lane " + lane, (powers[2] - n) / Math.sqrt(2 * n));
      scores.add("cube of lane " + lane, powers[3] / Math.sqrt(15 * n));
      scores.add("fourth power of lane " + lane, (powers[4] - 3 * n) / Math.sqrt(96 * n));
      for (int i = 0; i < sample.length / streams.length; i++) {
        sample[size++] = x[i];
      }
    }
    scores.add("distribution", Gaussian.kolmogorovScore(Gaussian.kolmogorov(sample)));
    scores.report();
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void numbersAreUncorrelated(Precision precision) {
    ZScores scores = new ZScores("pairs of a cohort's normals, " + precision);
    double[][] streams = streams(precision, PLACES);
    for (int lane = 0; lane < streams.length; lane++) {
      double[] x = streams[lane];
      for (int apart : new int[] {1, 2, 3, 4, 2 * PAIRS, 4 * PAIRS}) {
        correlate(scores, "lane " + lane + ", " + apart + " apart", x, x, apart);
      }
      for (int apart : new int[] {1, 2, streams.length / 2}) {
        double[] y = streams[(lane + apart) % streams.length];
        correlate(scores, "lane " + lane + " and " + apart + " further", x, y, 0);
        correlate(scores, "lane " + lane + " and " + apart + " further, next", x, y, 1);
      }
    }
    scores.report();
  }

  private static void correlate(ZScores scores, String name, double[] x, double[] y, int shift) {
    double product = 0;
    double squareProduct = 0;
    for (int i = 0; i + shift < x.length; i++) {
      product += x[i] * y[i + shift];
      squareProduct += (x[i] * x[i] - 1) * (y[i + shift] * y[i + shift] - 1);
    }
    double n = (double) x.length - shift;
    scores.add(name, product / Math.sqrt(n));
    scores.add(name + ", squares", squareProduct / Math.sqrt(4 * n));
  }

  /** The streams of students in a row, at places in a row: [lane][place·2·PAIRS + number]. */
  private static double[][] streams(Precision precision, int places) {
    Kernels kernels = Twins.chosen(precision);
    int lanes = precision.lanes();
    int octets = lanes / 8;
    double[][] streams = new double[lanes][places * 2 * PAIRS];
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment work = arena.allocate(Kernels.LANE_BYTES + 2L * PAIRS * 64, 64);
      MemorySegment keys = arena.allocate(256, 64);
      for (int lane = 0; lane < lanes; lane++) {
        StreamKey key = new StreamKey(7, lane);
        int index = lane % octets * 16 + lane / octets;
        keys.setAtIndex(ValueLayout.JAVA_LONG, index, key.key0(-5, 0));
        keys.setAtIndex(ValueLayout.JAVA_LONG, index + 8, key.key1(-5, 0));
      }
      for (int place = 0; place < places; place++) {
        kernels.cohortNormals(Kernels.LANE_BYTES, PAIRS, keys, 0, place, work);
        for (int i = 0; i < 2 * PAIRS; i++) {
          for (int lane = 0; lane < lanes; lane++) {
            streams[lane][place * 2 * PAIRS + i] =
                precision.get(work, Kernels.LANE_BYTES, (long) i * lanes + lane);
          }
        }
      }
    }
    return streams;
  }
}
