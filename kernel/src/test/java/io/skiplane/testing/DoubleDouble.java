package io.skiplane.testing;

/**
 * A number as the unevaluated sum of two doubles, hi and a lo of at most half a unit of hi's last
 * place: 106 bits. Operations err by less than 2^−100 of their result, functions by less than
 * 2^−70; sums of numbers of opposite sign by that share of the sum of their sizes.
 */
public record DoubleDouble(double hi, double lo) {
  /** 0. */
  public static final DoubleDouble ZERO = of(0);

  /** 1. */
  public static final DoubleDouble ONE = of(1);

  /** π. */
  public static final DoubleDouble PI = new DoubleDouble(Math.PI, 1.2246467991473532e-16);

  /** π/2. */
  public static final DoubleDouble HALF_PI = PI.times(0.5);

  /** ln 2. */
  public static final DoubleDouble LN2 =
      new DoubleDouble(0.6931471805599453, 2.3190468138462996e-17);

  private static final DoubleDouble[] SINE = reciprocals(1, 3, 5, 7, 9);
  private static final DoubleDouble[] COSINE = reciprocals(0, 2, 4, 6, 8);
  private static final double[] SINE_TAIL = tail(11);
  private static final double[] COSINE_TAIL = tail(10);

  /** A double. */
  public static DoubleDouble of(double x) {
    return new DoubleDouble(x, 0);
  }

  /** x + y, exactly. */
  public static DoubleDouble sum(double x, double y) {
    double s = x + y;
    double part = s - x;
    return new DoubleDouble(s, (x - (s - part)) + (y - part));
  }

  /** x·y, exactly but for underflow. */
  public static DoubleDouble product(double x, double y) {
    double p = x * y;
    return new DoubleDouble(p, Math.fma(x, y, -p));
  }

  /** The nearest double. */
  public double value() {
    return hi;
  }

  /** The sum. */
  public DoubleDouble plus(DoubleDouble other) {
    DoubleDouble s = sum(hi, other.hi);
    DoubleDouble t = sum(lo, other.lo);
    DoubleDouble u = quick(s.hi, s.lo + t.hi);
    return quick(u.hi, u.lo + t.lo);
  }

  /** The sum. */
  public DoubleDouble plus(double other) {
    DoubleDouble s = sum(hi, other);
    return quick(s.hi, s.lo + lo);
  }

  /** The difference. */
  public DoubleDouble minus(DoubleDouble other) {
    return plus(other.negated());
  }

  /** The number with the other sign. */
  public DoubleDouble negated() {
    return new DoubleDouble(-hi, -lo);
  }

  /** The product. */
  public DoubleDouble times(DoubleDouble other) {
    DoubleDouble p = product(hi, other.hi);
    return quick(p.hi, p.lo + (hi * other.lo + lo * other.hi));
  }

  /** The product. */
  public DoubleDouble times(double other) {
    DoubleDouble p = product(hi, other);
    return quick(p.hi, Math.fma(lo, other, p.lo));
  }

  /** The quotient. */
  public DoubleDouble over(DoubleDouble other) {
    double q = hi / other.hi;
    DoubleDouble rest = minus(other.times(q));
    double r = rest.hi / other.hi;
    DoubleDouble left = rest.minus(other.times(r));
    return quick(q, r).plus(left.hi / other.hi);
  }

  /** The root. */
  public DoubleDouble root() {
    if (hi == 0) {
      return ZERO;
    }
    double r = Math.sqrt(hi);
    DoubleDouble rest = minus(product(r, r));
    DoubleDouble once = quick(r, rest.hi / (2 * r));
    DoubleDouble left = minus(once.times(once));
    return once.plus(left.hi / (2 * r));
  }

  /** Its size. */
  public DoubleDouble abs() {
    return hi < 0 ? negated() : this;
  }

  /** sin x for x in [−π/4, 5π/4]. */
  public DoubleDouble sine() {
    if (hi <= Math.PI / 4) {
      return series(SINE, SINE_TAIL).times(this);
    }
    return hi < 3 * Math.PI / 4 ? minus(HALF_PI).cosine() : PI.minus(this).sine();
  }

  /** cos x for x in [−π/4, 5π/4]. */
  public DoubleDouble cosine() {
    return hi <= Math.PI / 4 ? series(COSINE, COSINE_TAIL) : HALF_PI.minus(this).farSine();
  }

  /** sin x for x in [−3π/4, π/4]. */
  private DoubleDouble farSine() {
    return hi >= -Math.PI / 4 ? sine() : negated().sine().negated();
  }

  /** The arc tangent: a double's, corrected by its tangent. */
  public DoubleDouble arcTangent() {
    if (hi < 0) {
      return negated().arcTangent().negated();
    }
    if (hi > 1) {
      return HALF_PI.minus(ONE.over(this).arcTangent());
    }
    DoubleDouble near = of(StrictMath.atan(hi));
    DoubleDouble sine = near.sine();
    DoubleDouble cosine = near.cosine();
    return near.plus(times(cosine).minus(sine).over(cosine.plus(times(sine))));
  }

  /** ln x for a positive double of the normal range. */
  public static DoubleDouble logarithm(double x) {
    int exponent = Math.getExponent(x);
    double m = Math.scalb(x, -exponent);
    if (m > 1.4142135623730951) {
      m /= 2;
      exponent++;
    }
    DoubleDouble s = sum(m, -1).over(sum(m, 1));
    DoubleDouble s2 = s.times(s);
    double rest = 0;
    for (int n = 41; n > 11; n -= 2) {
      rest = (rest + 1.0 / n) * s2.hi;
    }
    DoubleDouble series = of(rest);
    for (int n = 11; n > 1; n -= 2) {
      series = series.plus(ONE.over(of(n))).times(s2);
    }
    return series.plus(1).times(s).times(2).plus(LN2.times(exponent));
  }

  private DoubleDouble series(DoubleDouble[] first, double[] last) {
    DoubleDouble x2 = times(this);
    double rest = 0;
    for (int i = last.length - 1; i >= 0; i--) {
      rest = Math.fma(rest, x2.hi, last[i]);
    }
    DoubleDouble all = of(rest);
    for (int i = first.length - 1; i >= 0; i--) {
      all = all.times(x2).plus(first[i]);
    }
    return all;
  }

  /** 1/n! with alternating signs. */
  private static DoubleDouble[] reciprocals(int... of) {
    DoubleDouble[] all = new DoubleDouble[of.length];
    for (int i = 0; i < of.length; i++) {
      double factorial = 1;
      for (int n = 2; n <= of[i]; n++) {
        factorial *= n;
      }
      all[i] = of(i % 2 == 0 ? 1 : -1).over(of(factorial));
    }
    return all;
  }

  private static double[] tail(int from) {
    double[] all = new double[9];
    for (int i = 0; i < all.length; i++) {
      double factorial = 1;
      for (int n = 2; n <= from + 2 * i; n++) {
        factorial *= n;
      }
      all[i] = (i % 2 == 0 ? -1 : 1) / factorial;
    }
    return all;
  }

  /** hi + lo where |hi| ≥ |lo|. */
  private static DoubleDouble quick(double hi, double lo) {
    double s = hi + lo;
    return new DoubleDouble(s, lo - (s - hi));
  }
}
