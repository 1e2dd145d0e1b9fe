package io.skiplane.harness.report.path;

/**
 * A path of a figure.
 *
 * @param name in the column {@code path}
 * @param hue its colour
 */
public record PathSeries(String name, int hue) {}
