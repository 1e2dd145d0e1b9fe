package io.skiplane.harness.page;

/** What stands around the drawings of a figure. */
final class FigureHtml {
  /** More choices than these are a list, not buttons. */
  private static final int MOST_BUTTONS = 5;

  private FigureHtml() {}

  /** Choices and key, above the drawings. */
  static void tools(Figure figure, StringBuilder html) {
    if (figure.switches().isEmpty() && figure.key().isEmpty()) {
      return;
    }
    html.append("<div class=\"tools\">\n");
    for (Switch choice : figure.switches()) {
      if (choice.list() || choice.choices().size() > MOST_BUTTONS) {
        list(choice, html);
      } else {
        buttons(choice, html);
      }
    }
    if (!figure.key().isEmpty()) {
      key(figure, html);
    }
    html.append("</div>\n");
  }

  private static void buttons(Switch choice, StringBuilder html) {
    html.append("<div class=\"switch script\" role=\"group\" aria-label=\"");
    html.append(Html.escape(choice.label())).append("\" data-switch=\"");
    html.append(Html.escape(choice.name())).append("\">\n");
    boolean first = true;
    for (Switch.Choice one : choice.choices()) {
      html.append("<button type=\"button\" data-value=\"").append(Html.escape(one.value()));
      html.append("\" aria-pressed=\"").append(first).append("\">");
      html.append(Html.escape(one.text())).append("</button>\n");
      first = false;
    }
    html.append("</div>\n");
  }

  private static void list(Switch choice, StringBuilder html) {
    html.append("<label class=\"choice script\">").append(Html.escape(choice.label()));
    html.append(" <select autocomplete=\"off\" data-switch=\"").append(Html.escape(choice.name()));
    html.append("\">\n");
    for (Switch.Choice one : choice.choices()) {
      html.append("<option value=\"").append(Html.escape(one.value())).append("\">");
      html.append(Html.escape(one.text())).append("</option>\n");
    }
    html.append("</select></label>\n");
  }

  private static void key(Figure figure, StringBuilder html) {
    html.append("<div class=\"key\">\n");
    for (Key key : figure.key()) {
      String name = swatch(key.hue()) + Html.escape(key.name());
      if (figure.clickable()) {
        html.append("<button type=\"button\" aria-pressed=\"true\" data-series=\"");
        html.append(Html.escape(key.name())).append("\">").append(name).append("</button>\n");
      } else {
        html.append("<span>").append(name).append("</span>\n");
      }
    }
    html.append("</div>\n");
  }

  /** A patch of the colour. */
  static String swatch(int hue) {
    return "<i class=\"swatch " + Key.css(hue) + "\"></i>";
  }

  /** The place of a drawing. */
  static void chart(Chart chart, boolean panel, StringBuilder html) {
    html.append(panel ? "<div>" : "");
    if (!chart.title().isEmpty()) {
      html.append("<h3>").append(Html.escape(chart.title())).append("</h3>");
    }
    html.append("<div class=\"chart").append(panel ? "" : " tall").append("\" id=\"chart-");
    html.append(chart.id()).append("\" role=\"img\" aria-label=\"");
    html.append(Html.escape(chart.description())).append("\"></div>");
    html.append(panel ? "</div>\n" : "\n");
  }

  /** Buttons for the data and the picture; the table, which a script fills when it is opened. */
  static void downloads(int number, StringBuilder html) {
    html.append("<div class=\"downloads script\" role=\"group\" aria-label=\"Download figure ");
    html.append(number).append("\">\n");
    button("csv", "Data, CSV", number, html);
    button("svg", "Picture, SVG", number, html);
    button("png", "Picture, PNG", number, html);
    html.append(
        "</div>\n<details class=\"data script\"><summary>Show the data</summary></details>\n");
  }

  private static void button(String format, String text, int number, StringBuilder html) {
    html.append("<button type=\"button\" data-download=\"").append(format);
    html.append("\" aria-label=\"").append(text).append(", of figure ").append(number);
    html.append("\">").append(text).append("</button>\n");
  }
}
