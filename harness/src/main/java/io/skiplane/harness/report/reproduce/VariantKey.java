package io.skiplane.harness.report.reproduce;

import io.skiplane.harness.page.Key;
import io.skiplane.harness.study.Cell;
import io.skiplane.harness.study.ReproduceRun;
import io.skiplane.harness.study.Variant;
import java.util.List;

/** The colours and marks of the variants, the same in all figures. */
final class VariantKey {
  private VariantKey() {}

  /** The variants that ran. */
  static List<Variant> variants(ReproduceRun run) {
    return run.cells().stream().map(Cell::variant).distinct().sorted().toList();
  }

  static List<Key> of(List<Variant> variants) {
    return variants.stream().map(variant -> new Key(variant.title(), hue(variant))).toList();
  }

  static int hue(Variant variant) {
    return switch (variant) {
      case RESNET_WARMUP -> 1;
      case RESNET_WARMUP_THEORY -> 2;
      case RESNET_CONSTANT -> 3;
      case CNN_CONSTANT -> 4;
    };
  }

  static String symbol(Variant variant) {
    return switch (variant) {
      case RESNET_WARMUP -> "circle";
      case RESNET_WARMUP_THEORY -> "triangle";
      case RESNET_CONSTANT -> "rect";
      case CNN_CONSTANT -> "diamond";
    };
  }
}
