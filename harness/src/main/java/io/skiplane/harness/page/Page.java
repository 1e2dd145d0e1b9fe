package io.skiplane.harness.page;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A web page in one file: it holds its scripts, styles and data, and fetches nothing. Text and
 * tables are there without JavaScript too. All text is plain: the page escapes it.
 *
 * @param command that it tells of, for example {@code train}; names of downloads start with it
 * @param title the heading
 * @param lead what was done and what came of it, in plain words
 * @param verdict the lead's last sentence, which stands out; empty if there is none
 * @param sections in order
 */
public record Page(
    String command, String title, String lead, String verdict, List<Section> sections) {
  /** Copies the sections. */
  public Page {
    sections = List.copyOf(sections);
  }

  /** The page as HTML. */
  public String html() {
    PageText text = new PageText();
    for (Section section : sections) {
      text.section(section);
    }
    ChartLibrary library = ChartLibrary.load();
    String script = script(text.figures());
    Map<String, String> slots = new HashMap<>();
    slots.put("policy", PageTemplate.contentSecurityPolicy(library.script(), script));
    slots.put("style", PageTemplate.resource("page.css"));
    slots.put("command", Html.escape(command));
    slots.put("title", Html.escape(title));
    slots.put("lead", Html.escape(lead));
    slots.put("verdict", Html.escape(verdict));
    slots.put("sections", text.html());
    slots.put("libraryVersion", Html.escape(library.version()));
    slots.put("data", FigureJson.of(command, title, text.figures()));
    slots.put("library", library.script());
    slots.put("script", script);
    return PageTemplate.fill(PageTemplate.resource("page.html"), slots);
  }

  private static String script(List<Figure> figures) {
    Set<String> names = new LinkedHashSet<>(List.of("frame.js", "axes.js", "table.js"));
    names.add("download.js");
    for (Figure figure : figures) {
      for (Chart chart : figure.charts()) {
        names.addAll(chart.kind().scripts());
      }
    }
    names.add("start.js");
    StringBuilder script = new StringBuilder("\"use strict\";\n");
    for (String name : names) {
      script.append(PageTemplate.resource(name));
    }
    return script.toString();
  }
}
