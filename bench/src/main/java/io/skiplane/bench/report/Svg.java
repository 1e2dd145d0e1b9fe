package io.skiplane.bench.report;

import java.util.Locale;

/**
 * A picture as SVG text, from the few shapes that the charts need. Text is drawn by the viewer, so
 * no font has to be on the machine that measures, as any chart library on Java2D would ask.
 */
final class Svg {
  /** Colour of text and axes. */
  static final String INK = "#222";

  /** Colour of what stands back. */
  static final String FAINT = "#999";

  private final StringBuilder body = new StringBuilder();
  private final int width;
  private final int height;
  private final String title;

  /** An empty white picture. */
  Svg(int width, int height, String title) {
    this.width = width;
    this.height = height;
    this.title = title;
  }

  /** Where a text's x lies in it. */
  enum Anchor {
    /** On its left. */
    START,
    /** In its middle. */
    MIDDLE,
    /** On its right. */
    END
  }

  /** A line, {@code width} pixels thick. */
  void line(double x1, double y1, double x2, double y2, String colour, double thickness) {
    add(
        "<line x1='%.1f' y1='%.1f' x2='%.1f' y2='%.1f' stroke='%s' stroke-width='%.1f'/>",
        x1, y1, x2, y2, colour, thickness);
  }

  /** A line through points, x and y in turn. */
  void path(double[] points, String colour, double thickness) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i + 1 < points.length; i += 2) {
      text.append(String.format(Locale.ROOT, "%.1f,%.1f ", points[i], points[i + 1]));
    }
    add(
        "<polyline points='%s' fill='none' stroke='%s' stroke-width='%.1f'/>",
        text.toString().strip(), colour, thickness);
  }

  /** A filled rectangle. */
  void rectangle(double x, double y, double w, double h, String colour) {
    add(
        "<rect x='%.1f' y='%.1f' width='%.1f' height='%.1f' fill='%s'/>",
        x, y, Math.max(0, w), Math.max(0, h), colour);
  }

  /** A filled circle. */
  void circle(double x, double y, double radius, String colour) {
    add("<circle cx='%.1f' cy='%.1f' r='%.1f' fill='%s'/>", x, y, radius, colour);
  }

  /** A text whose base line is at y. */
  void text(double x, double y, Anchor anchor, int size, String colour, String text) {
    add(
        "<text x='%.1f' y='%.1f' text-anchor='%s' font-size='%d' fill='%s'>%s</text>",
        x, y, anchor.name().toLowerCase(Locale.ROOT), size, colour, escaped(text));
  }

  /** A bold text from the left. */
  void heading(double x, double y, int size, String text) {
    add(
        "<text x='%.1f' y='%.1f' font-size='%d' font-weight='bold' fill='%s'>%s</text>",
        x, y, size, INK, escaped(text));
  }

  /** A text turned about (x, y) by an angle in degrees, clockwise. */
  void turned(double x, double y, double angle, int size, String colour, String text) {
    add(
        "<text transform='translate(%.1f %.1f) rotate(%.1f)' text-anchor='middle' font-size='%d'"
            + " fill='%s'>%s</text>",
        x, y, angle, size, colour, escaped(text));
  }

  @SuppressWarnings("AnnotateFormatMethod") // would be a dependency more
  private void add(String format, Object... values) {
    body.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** The document. */
  String document() {
    return String.format(
            Locale.ROOT,
            "<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='%d' viewBox='0 0 %d %d'"
                + " role='img' font-family='Helvetica, Arial, \"DejaVu Sans\", sans-serif'>%n"
                + "<title>%s</title>%n"
                + "<rect width='100%%' height='100%%' fill='white'/>%n",
            width,
            height,
            width,
            height,
            escaped(title))
        + body
        + "</svg>\n";
  }
}
