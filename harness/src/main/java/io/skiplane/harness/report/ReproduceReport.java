package io.skiplane.harness.report;

import io.skiplane.harness.study.ReproduceRun;
import java.util.HashMap;
import java.util.Map;

/**
 * The report of {@code skiplane reproduce} as a web page in one file: it holds its scripts, styles
 * and data, and fetches nothing. Tables and text are there without JavaScript too.
 */
public final class ReproduceReport {
  private static final String[] SCRIPTS = {
    "report-frame.js", "report-success.js", "report-stages.js", "report-plane.js", "report-start.js"
  };

  private ReproduceReport() {}

  /** The page. */
  public static String html(ReproduceRun run) {
    ChartLibrary library = ChartLibrary.load();
    String script = script();
    Map<String, String> slots = new HashMap<>();
    slots.put("policy", PageTemplate.contentSecurityPolicy(library.script(), script));
    slots.put("style", PageTemplate.resource("report.css"));
    slots.put("summary", Summary.paragraph(run));
    slots.put("claims", Summary.claims(run));
    slots.put("legend", VariantKey.html(run));
    slots.put("successCaption", Captions.success(run));
    slots.put("cellsCaption", Captions.cells(run));
    slots.put("cells", CellTable.body(run));
    slots.put("stages", Figures.stages(run));
    slots.put("plane", Figures.plane(run));
    slots.put("agreementCaption", Captions.agreement(run));
    slots.put("agreements", AgreementTable.body(run));
    slots.put("facts", RunFacts.html(run));
    slots.put("libraryVersion", Html.escape(library.version()));
    slots.put("data", ChartData.json(run));
    slots.put("library", library.script());
    slots.put("script", script);
    return PageTemplate.fill(PageTemplate.resource("report.html"), slots);
  }

  private static String script() {
    StringBuilder script = new StringBuilder("\"use strict\";\n");
    for (String name : SCRIPTS) {
      script.append(PageTemplate.resource(name));
    }
    return script.toString();
  }
}
