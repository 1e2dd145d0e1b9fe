package io.skiplane.harness.study;

import io.skiplane.model.Start;
import io.skiplane.model.StepSizes;

/** The starts and step sizes that the study compares. */
public enum Variant {
  /** ResNet start, 1000 steps of warm-up. */
  RESNET_WARMUP("resnet-warmup", "ResNet, warm-up 1000", Start.Kind.RESNET) {
    @Override
    public StepSizes stepSizes(long k) {
      return StepSizes.warmUpFor(k);
    }
  },
  /** ResNet start, warm-up as long as the theory asks: k² steps. */
  RESNET_WARMUP_THEORY("resnet-warmup-theory", "ResNet, warm-up k²", Start.Kind.RESNET) {
    @Override
    public StepSizes stepSizes(long k) {
      return StepSizes.warmUpFor(k, Math.multiplyExact(k, k));
    }
  },
  /** ResNet start, no warm-up. */
  RESNET_CONSTANT("resnet-constant", "ResNet, no warm-up", Start.Kind.RESNET) {
    @Override
    public StepSizes stepSizes(long k) {
      return StepSizes.constantFor(k);
    }
  },
  /** Plain CNN start, v₀ uniform on the sphere. */
  CNN_CONSTANT("cnn-constant", "plain CNN", Start.Kind.CNN) {
    @Override
    public StepSizes stepSizes(long k) {
      return StepSizes.constantFor(k);
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

  /** Its step sizes. */
  public abstract StepSizes stepSizes(long k);
}
