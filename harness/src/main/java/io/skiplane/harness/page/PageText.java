package io.skiplane.harness.page;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The sections of a page as HTML; numbers its figures and tables. */
final class PageText {
  private final StringBuilder html = new StringBuilder();
  private final List<Figure> figures = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();
  private int sections;
  private int tables;

  String html() {
    return html.toString();
  }

  List<Figure> figures() {
    return figures;
  }

  void section(Section section) {
    String id = "section-" + ++sections;
    html.append("<section aria-labelledby=\"").append(id).append("\">\n<h2 id=\"").append(id);
    html.append("\">").append(Html.escape(section.heading())).append("</h2>\n");
    for (Part part : section.parts()) {
      switch (part) {
        case Prose prose -> html.append("<p>").append(Html.escape(prose.text())).append("</p>\n");
        case Findings findings -> findings(findings);
        case Facts facts -> facts(facts, "facts");
        case Table table -> html.append(TableHtml.of(table, ++tables));
        case Figure figure -> figure(figure);
      }
    }
    html.append("</section>\n\n");
  }

  private void findings(Findings findings) {
    html.append("<ul class=\"claims\">\n");
    for (Findings.Finding finding : findings.findings()) {
      html.append("<li>").append(TableHtml.verdict(finding.good(), finding.verdict()));
      html.append("<div><strong>").append(Html.escape(finding.text())).append("</strong><p>");
      html.append(Html.escape(finding.detail())).append("</p></div></li>\n");
    }
    html.append("</ul>\n");
  }

  private void facts(Facts facts, String style) {
    if (facts.facts().isEmpty()) {
      return;
    }
    html.append("<dl class=\"").append(style).append("\">\n");
    for (Facts.Fact fact : facts.facts()) {
      html.append("<div><dt>").append(Html.escape(fact.name())).append("</dt><dd>");
      html.append(Html.escape(fact.value())).append("</dd></div>\n");
    }
    html.append("</dl>\n");
  }

  private void figure(Figure figure) {
    figures.add(figure);
    String id = unique(figure.id());
    html.append("<figure id=\"figure-").append(id).append("\">\n");
    FigureHtml.tools(figure, html);
    boolean panels = figure.charts().size() > 1;
    html.append(panels ? "<div class=\"panels\">\n" : "");
    for (Chart chart : figure.charts()) {
      unique("chart-" + chart.id());
      FigureHtml.chart(chart, panels, html);
    }
    html.append(panels ? "</div>\n" : "");
    html.append("<figcaption><b>Figure ").append(figures.size()).append(".</b> ");
    html.append(Html.escape(figure.caption())).append("</figcaption>\n");
    facts(figure.parameters(), "parameters");
    FigureHtml.downloads(figures.size(), html);
    html.append("</figure>\n");
  }

  private String unique(String id) {
    if (!id.matches("[a-z][a-z0-9-]*") || !ids.add(id)) {
      throw new IllegalStateException(id + " is no identifier, or the page has it twice");
    }
    return id;
  }
}
