package io.skiplane.harness.page;

import java.util.List;

/** Ways to draw data; each is a script that turns a chart's settings and data into a drawing. */
public enum ChartKind {
  /** Curves over an axis that may be logarithmic, with marks and areas. */
  LINES("lines", "kind-lines.js"),
  /** Rates with intervals over a few places, a line for each kind. */
  RATES("rates", "kind-rates.js"),
  /** The plane of φ and aᵀa* with its stationary ends. */
  PLANE("plane", "kind-plane.js"),
  /** A number over two axes as colours. */
  HEAT("heat", "colours.js", "kind-heat.js");

  private final String id;
  private final List<String> scripts;

  ChartKind(String id, String... scripts) {
    this.id = id;
    this.scripts = List.of(scripts);
  }

  /** Name in scripts. */
  String id() {
    return id;
  }

  /** Resources that it needs, in order. */
  List<String> scripts() {
    return scripts;
  }
}
