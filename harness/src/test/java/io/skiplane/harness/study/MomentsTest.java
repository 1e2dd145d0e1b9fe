package io.skiplane.harness.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class MomentsTest {
  private static final int COUNT = 4000;

  private static Moments normals(long seed, double mean, double deviation) {
    Random random = new Random(seed);
    double[] sample = new double[COUNT];
    for (int i = 0; i < COUNT; i++) {
      sample[i] = mean + deviation * random.nextGaussian();
    }
    return Moments.of(sample);
  }

  @Test
  void ofASmallSample() {
    Moments moments = Moments.of(new double[] {1, 2, 3, 6});
    assertThat(moments.mean()).isEqualTo(3);
    assertThat(moments.variance()).isCloseTo(14.0 / 3, within(1e-15));
    assertThat(moments.fourth()).isCloseTo(98.0 / 4, within(1e-15));
  }

  @Test
  void tellsEqualLawsFromDifferentOnes() {
    Moments one = normals(1, 0, 1);
    assertThat(one.apartFrom(normals(2, 0, 1))).isLessThan(4);
    assertThat(one.apartFrom(normals(3, 0.2, 1))).isGreaterThan(5);
    assertThat(one.apartFrom(normals(4, 0, 1.15))).isGreaterThan(5);
  }

  @Test
  void samplesThatDoNotSpreadAreEqualButForRounding() {
    Moments one = Moments.of(new double[] {1, 1, 1});
    assertThat(one.apartFrom(Moments.of(new double[] {1, 1, 1 + 1e-15}))).isLessThan(1);
    assertThat(one.apartFrom(Moments.of(new double[] {2, 2, 2}))).isGreaterThan(5);
    Moments zeros = Moments.of(new double[] {0, 0, 0});
    assertThat(zeros.apartFrom(zeros)).isZero();
    assertThat(zeros.apartFrom(Moments.of(new double[] {0, Double.NaN, 0}))).isNaN();
  }
}
