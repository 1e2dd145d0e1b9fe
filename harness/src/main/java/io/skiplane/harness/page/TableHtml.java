package io.skiplane.harness.page;

import java.util.List;

/** A table as HTML; on a narrow screen each row becomes a few lines. */
final class TableHtml {
  private final Table table;
  private final boolean grouped;
  private final StringBuilder html = new StringBuilder();

  private TableHtml(Table table) {
    this.table = table;
    this.grouped = table.groups().stream().anyMatch(group -> !group.head().isEmpty());
  }

  /** The table with its number. */
  static String of(Table table, int number) {
    TableHtml text = new TableHtml(table);
    text.write(number);
    return text.html.toString();
  }

  private void write(int number) {
    html.append("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table ");
    html.append(number).append("\">\n<table").append(grouped ? " class=\"grouped\"" : "");
    html.append(">\n<caption><b>Table ").append(number).append(".</b> ");
    html.append(Html.escape(table.caption())).append("</caption>\n<thead><tr>");
    for (Table.Column column : table.columns()) {
      html.append("<th scope=\"col\"").append(column.text() ? " class=\"text\">" : ">");
      html.append(Html.escape(column.head())).append("</th>");
    }
    html.append("</tr></thead>\n");
    table.groups().forEach(this::group);
    html.append("</table>\n</div>\n");
  }

  private void group(Table.Group group) {
    html.append("<tbody>\n");
    for (int i = 0; i < group.rows().size(); i++) {
      html.append("<tr>");
      if (grouped && i == 0) {
        html.append("<th scope=\"rowgroup\" rowspan=\"").append(group.rows().size());
        html.append("\" data-label=\"").append(Html.escape(table.columns().get(0).head()));
        html.append("\">").append(Html.escape(group.head())).append("</th>");
      }
      List<Cell> cells = group.rows().get(i);
      for (int j = 0; j < cells.size(); j++) {
        cell(cells.get(j), table.columns().get(j + (grouped ? 1 : 0)).head());
      }
      html.append("</tr>\n");
    }
    html.append("</tbody>\n");
  }

  private void cell(Cell cell, String label) {
    if (cell.role() == Cell.Role.HEAD) {
      html.append("<th scope=\"row\">").append(cell.hue() > 0 ? FigureHtml.swatch(cell.hue()) : "");
      html.append(Html.escape(cell.text())).append("</th>");
      return;
    }
    html.append("<td");
    html.append(
        switch (cell.role()) {
          case NONE -> " class=\"none\"";
          case TEXT, GOOD, BAD -> " class=\"text\"";
          default -> "";
        });
    html.append(" data-label=\"").append(Html.escape(label)).append("\">");
    switch (cell.role()) {
      case GOOD, BAD -> html.append(verdict(cell.role() == Cell.Role.GOOD, cell.text()));
      default -> html.append(Html.escape(cell.text()));
    }
    if (!cell.small().isEmpty()) {
      html.append("<small>").append(Html.escape(cell.small())).append("</small>");
    }
    html.append("</td>");
  }

  /** A badge that says so in words, not by its colour alone. */
  static String verdict(boolean good, String text) {
    return "<span class=\"verdict "
        + (good ? "holds" : "fails")
        + "\">"
        + Html.escape(text)
        + "</span>";
  }
}
