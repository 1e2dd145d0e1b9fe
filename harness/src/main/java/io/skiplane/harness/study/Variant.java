package io.skiplane.harness.study;

import io.skiplane.model.Start;
import io.skiplane.model.StepSizes;

/** The starts and step sizes that the study compares. */
public enum Variant {
  /** ResNet start, 1000 steps of warm-up. */
  RESNET_WARMUP("resnet-warmup", "ResNet, warm-up 1000", Start.Kind.RESNET) {
    @Override
    public long warmUp(long k) {
      return StepSizes.WARM_UP_STEPS;
    }
  },
  /** ResNet start, warm-up as long as the theory asks: k² steps. */
  RESNET_WARMUP_THEORY("resnet-warmup-theory", "ResNet, warm-up k²", Start.Kind.RESNET) {
    @Override
    public long warmUp(long k) {
      return Math.multiplyExact(k, k);
    }
  },
  /** ResNet start, no warm-up. */
  RESNET_CONSTANT("resnet-constant", "ResNet, no warm-up", Start.Kind.RESNET) {
    @Override
    public long warmUp(long k) {
      return 0;
    }
  },
  /** Plain CNN start, v₀ uniform on the sphere. */
  CNN_CONSTANT("cnn-constant", "plain CNN", Start.Kind.CNN) {
    @Override
    public long warmUp(long k) {
      return 0;
    }
  };

  private final String id;
  private final String title;
  private final Start.Kind start;

  Variant(String id, String title, Start.Kind start) {
    this.id = id;
    this.title = title;
    this.start = start;
  }

  /** Name in files. */
  public String id() {
    return id;
  }

  /** Name for people. */
  public String title() {
    return title;
  }

  /** Where its students start. */
  public Start.Kind start() {
    return start;
  }

  /** Steps of its warm-up, 0 for none. */
  public abstract long warmUp(long k);

  /** Its step sizes. */
  public StepSizes stepSizes(long k) {
    long steps = warmUp(k);
    return steps == 0 ? StepSizes.constantFor(k) : StepSizes.warmUpFor(k, steps);
  }
}
