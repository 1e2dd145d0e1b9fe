package io.skiplane.harness.report;

import io.skiplane.harness.study.Cell;
import io.skiplane.harness.study.ReproduceRun;
import io.skiplane.harness.study.Variant;

/** The key to the colours, one for all figures; a click takes a variant out of the first figure. */
final class VariantKey {
  private VariantKey() {}

  /** A button for each variant that ran. */
  static String html(ReproduceRun run) {
    StringBuilder key = new StringBuilder();
    run.cells().stream()
        .map(Cell::variant)
        .distinct()
        .sorted()
        .forEach(
            variant ->
                key.append("<button type=\"button\" aria-pressed=\"true\" data-variant=\"")
                    .append(Html.escape(variant.id()))
                    .append("\">")
                    .append(label(variant))
                    .append("</button>\n"));
    return key.toString();
  }

  /** The variant's title beside its colour. */
  static String label(Variant variant) {
    return "<i class=\"swatch "
        + Html.escape(variant.id())
        + "\"></i>"
        + Html.escape(variant.title());
  }
}
