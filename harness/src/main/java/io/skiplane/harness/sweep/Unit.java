package io.skiplane.harness.sweep;

/** What a number may be given in. */
enum Unit {
  ONE("") {
    @Override
    double of(double k, double norm) {
      return 1;
    }
  },
  PI("pi") {
    @Override
    double of(double k, double norm) {
      return Math.PI;
    }
  },
  K("k") {
    @Override
    double of(double k, double norm) {
      return k;
    }
  },
  K_SQUARED("k^2") {
    @Override
    double of(double k, double norm) {
      return k * k;
    }
  },
  ROOT_K("sqrt(k)") {
    @Override
    double of(double k, double norm) {
      return Math.sqrt(k);
    }
  },
  PER_K("/k") {
    @Override
    double of(double k, double norm) {
      return 1 / k;
    }
  },
  PER_K_SQUARED("/k^2") {
    @Override
    double of(double k, double norm) {
      return 1 / (k * k);
    }
  },
  PER_K_FOURTH("/k^4") {
    @Override
    double of(double k, double norm) {
      return 1 / (k * k) * (1 / (k * k));
    }
  },
  /** ‖a*‖, for the sum alone. */
  NORM("norm") {
    @Override
    double of(double k, double norm) {
      return norm;
    }
  };

  private final String text;

  Unit(String text) {
    this.text = text;
  }

  /** The unit's size. */
  abstract double of(double k, double norm);

  /** As people write it. */
  String text() {
    return text;
  }
}
