package io.skiplane.statistics;

import java.util.Arrays;

/**
 * Tests of random words, those of TestU01's SmallCrush by name (L'Ecuyer, Simard 2007; Knuth,
 * volume 2, 3.3.2) and some more, at sizes that a build can afford. Each adds a z-score.
 */
final class RandomBattery {
  private final ZScores scores;
  private final String name;
  private final RandomSource source;

  RandomBattery(ZScores scores, String name, RandomSource source) {
    this.scores = scores;
    this.name = name;
    this.source = source;
  }

  /** All tests, the words of each behind those of the one before: some 10⁷ words. */
  void run() {
    birthdaySpacings(16, 1 << 16);
    collisions(1 << 20);
    gaps(1 << 16);
    poker(1 << 14);
    coupons(1 << 15);
    maxima(1 << 17);
    weights(1 << 14);
    ranks(1 << 13);
    hammingIndependence(1 << 20);
    randomWalks(1 << 17);
    serialPairs(1 << 20);
    kolmogorovSmirnov(1 << 18);
  }

  private void add(String test, double z) {
    scores.add(name + ", " + test, z);
  }

  private void poisson(String test, long count, double mean) {
    add(test, 2 * (Math.sqrt(count + 0.375) - Math.sqrt(mean)));
  }

  /** Adds the score of Pearson's χ², where cells of few expected are joined with the next. */
  private void chiSquared(String test, long[] counts, double[] probabilities) {
    double n = Arrays.stream(counts).sum();
    double statistic = 0;
    int cells = 0;
    double expected = 0;
    double count = 0;
    double expectedLeft = n;
    for (int i = 0; i < counts.length; i++) {
      expected += n * probabilities[i];
      count += counts[i];
      boolean last = i == counts.length - 1;
      if (last || (expected >= 20 && expectedLeft - expected >= 20)) {
        expectedLeft -= expected;
        statistic += (count - expected) * (count - expected) / expected;
        cells++;
        expected = 0;
        count = 0;
      }
    }
    add(test, Gaussian.chiSquaredScore(statistic, cells - 1));
  }

  /** Equal spacings of n birthdays in a year of 2^42 days: Poisson of mean n³/2^44. */
  void birthdaySpacings(int years, int n) {
    long equal = 0;
    long[] days = new long[n];
    for (int year = 0; year < years; year++) {
      for (int i = 0; i < n; i++) {
        days[i] = (long) source.bits(21) << 21 | source.bits(21);
      }
      Arrays.sort(days);
      for (int i = n - 1; i > 0; i--) {
        days[i] -= days[i - 1];
      }
      Arrays.sort(days);
      for (int i = 1; i < n; i++) {
        equal += days[i] == days[i - 1] ? 1 : 0;
      }
    }
    poisson("birthday spacings", equal, years * Math.pow(n, 3) / 0x1p44);
  }

  /** Balls that meet another in 2^30 urns, addressed by two words. */
  void collisions(int n) {
    int[] urns = new int[n];
    for (int i = 0; i < n; i++) {
      urns[i] = source.bits(15) << 15 | source.bits(15);
    }
    Arrays.sort(urns);
    long collisions = 0;
    for (int i = 1; i < n; i++) {
      collisions += urns[i] == urns[i - 1] ? 1 : 0;
    }
    double urnCount = 0x1p30;
    double used = -urnCount * Math.expm1(n * Math.log1p(-1 / urnCount));
    poisson("collisions", collisions, n - used);
  }

  /** Lengths of the gaps between numbers below 1/16. */
  void gaps(int n) {
    long[] counts = new long[128];
    for (int i = 0; i < n; i++) {
      int length = 0;
      while (source.bits(4) != 0) {
        length++;
      }
      counts[Math.min(length, counts.length - 1)]++;
    }
    double[] probabilities = new double[counts.length];
    double rest = 1;
    for (int i = 0; i < counts.length - 1; i++) {
      probabilities[i] = rest / 16;
      rest -= probabilities[i];
    }
    probabilities[counts.length - 1] = rest;
    chiSquared("gaps", counts, probabilities);
  }

  /** Different cards in hands of 64 of 64. */
  void poker(int n) {
    long[] counts = new long[65];
    for (int i = 0; i < n; i++) {
      long seen = 0;
      for (int card = 0; card < 64; card++) {
        seen |= 1L << source.bits(6);
      }
      counts[Long.bitCount(seen)]++;
    }
    double[] probabilities = new double[65];
    probabilities[0] = 1;
    for (int card = 0; card < 64; card++) {
      for (int different = 64; different >= 0; different--) {
        double before = different == 0 ? 0 : probabilities[different - 1] * (65 - different) / 64;
        probabilities[different] = probabilities[different] * different / 64 + before;
      }
    }
    chiSquared("poker", counts, probabilities);
  }

  /** Draws until each of 16 coupons is there. */
  void coupons(int n) {
    long[] counts = new long[201];
    for (int i = 0; i < n; i++) {
      int seen = 0;
      int draws = 0;
      while (seen != 0xFFFF) {
        seen |= 1 << source.bits(4);
        draws++;
      }
      counts[Math.min(draws, counts.length - 1)]++;
    }
    double[] probabilities = new double[counts.length];
    double[] have = new double[17];
    have[0] = 1;
    double rest = 1;
    for (int draws = 1; draws < counts.length - 1; draws++) {
      for (int coupons = 16; coupons > 0; coupons--) {
        double stay = coupons == 16 ? 0 : have[coupons] * coupons / 16;
        have[coupons] = stay + have[coupons - 1] * (17 - coupons) / 16;
      }
      have[0] = 0;
      probabilities[draws] = have[16];
      rest -= have[16];
    }
    probabilities[counts.length - 1] = rest;
    chiSquared("coupons", counts, probabilities);
  }

  /** The largest of six, to the sixth power: uniform. */
  void maxima(int n) {
    int cells = 1 << 10;
    long[] counts = new long[cells];
    for (int i = 0; i < n; i++) {
      double largest = 0;
      for (int j = 0; j < 6; j++) {
        largest = Math.max(largest, source.uniform());
      }
      counts[(int) (Math.pow(largest, 6) * cells)]++;
    }
    double[] probabilities = new double[cells];
    Arrays.fill(probabilities, 1.0 / cells);
    chiSquared("maxima", counts, probabilities);
  }

  /** How many of 128 numbers lie below 1/8. */
  void weights(int n) {
    long[] counts = new long[129];
    for (int i = 0; i < n; i++) {
      int weight = 0;
      for (int j = 0; j < 128; j++) {
        weight += source.bits(3) == 0 ? 1 : 0;
      }
      counts[weight]++;
    }
    chiSquared("weights", counts, binomial(128, 1.0 / 8));
  }

  private static double[] binomial(int n, double p) {
    double[] probabilities = new double[n + 1];
    probabilities[0] = Math.pow(1 - p, n);
    for (int i = 1; i <= n; i++) {
      probabilities[i] = probabilities[i - 1] * (n - i + 1) / i * p / (1 - p);
    }
    return probabilities;
  }

  /** Ranks of matrices of 64 rows of 64 bits. */
  void ranks(int n) {
    long[] counts = new long[65];
    long[] rows = new long[64];
    for (int i = 0; i < n; i++) {
      for (int row = 0; row < 64; row++) {
        rows[row] = (long) source.next() << 32 | (source.next() & 0xFFFFFFFFL);
      }
      counts[rank(rows)]++;
    }
    double[] probabilities = new double[65];
    for (int rank = 48; rank <= 64; rank++) {
      double p = Math.pow(2, -(64.0 - rank) * (64 - rank));
      for (int i = 0; i < rank; i++) {
        p *= Math.pow(1 - Math.pow(2, i - 64), 2) / (1 - Math.pow(2, i - rank));
      }
      probabilities[rank] = p;
    }
    chiSquared("ranks", counts, probabilities);
  }

  private static int rank(long[] rows) {
    int rank = 0;
    for (int bit = 0; bit < 64 && rank < 64; bit++) {
      long mask = 1L << bit;
      int pivot = rank;
      while (pivot < 64 && (rows[pivot] & mask) == 0) {
        pivot++;
      }
      if (pivot == 64) {
        continue;
      }
      long row = rows[pivot];
      rows[pivot] = rows[rank];
      rows[rank] = row;
      for (int i = pivot + 1; i < 64; i++) {
        rows[i] ^= (rows[i] & mask) == 0 ? 0 : row;
      }
      rank++;
    }
    return rank;
  }

  /** The numbers of ones in neighbouring words, jointly. */
  void hammingIndependence(int n) {
    long[] counts = new long[33 * 33];
    for (int i = 0; i < n; i++) {
      counts[Integer.bitCount(source.next()) * 33 + Integer.bitCount(source.next())]++;
    }
    double[] one = binomial(32, 0.5);
    double[] probabilities = new double[counts.length];
    for (int i = 0; i < counts.length; i++) {
      probabilities[i] = one[i / 33] * one[i % 33];
    }
    chiSquared("Hamming independence", counts, probabilities);
  }

  /** Walks of 128 steps of one bit each: the end, and the largest height on the way. */
  void randomWalks(int n) {
    long[] ends = new long[129];
    long[] heights = new long[129];
    for (int i = 0; i < n; i++) {
      int height = 0;
      int largest = 0;
      for (int j = 0; j < 4; j++) {
        int word = source.next();
        for (int bit = 0; bit < 32; bit++) {
          height += (word >>> bit & 1) * 2 - 1;
          largest = Math.max(largest, height);
        }
      }
      ends[(height + 128) / 2]++;
      heights[largest]++;
    }
    double[] binomial = binomial(128, 0.5);
    chiSquared("ends of walks", ends, binomial);
    // By reflection P(largest = h) = P(end = h) + P(end = h + 1), of which one is 0.
    double[] probabilities = new double[129];
    for (int h = 0; h <= 128; h++) {
      probabilities[h] = binomial[(h + 1) / 2 + 64];
    }
    chiSquared("heights of walks", heights, probabilities);
  }

  /** Numbers of 7 bits in pairs that do not overlap. */
  void serialPairs(int n) {
    long[] counts = new long[1 << 14];
    for (int i = 0; i < n; i++) {
      counts[source.bits(7) << 7 | source.bits(7)]++;
    }
    double[] probabilities = new double[counts.length];
    Arrays.fill(probabilities, 1.0 / counts.length);
    chiSquared("serial pairs", counts, probabilities);
  }

  /** The distance of the distribution from the uniform one. */
  void kolmogorovSmirnov(int n) {
    double[] sample = new double[n];
    for (int i = 0; i < n; i++) {
      sample[i] = source.uniform();
    }
    Arrays.sort(sample);
    double distance = 0;
    for (int i = 0; i < n; i++) {
      distance = Math.max(distance, Math.abs(sample[i] - i / (double) n));
      distance = Math.max(distance, Math.abs(sample[i] - (i + 1) / (double) n));
    }
    add("Kolmogorov-Smirnov", Gaussian.kolmogorovScore(distance * Math.sqrt(n)));
  }
}
