package io.skiplane.harness.report.reproduce;

import io.skiplane.harness.page.Chart;
import io.skiplane.harness.page.ChartKind;
import io.skiplane.harness.page.Data;
import io.skiplane.harness.page.Figure;
import io.skiplane.harness.page.Switch;
import io.skiplane.harness.page.Switch.Choice;
import io.skiplane.harness.study.Cell;
import io.skiplane.harness.study.ReproduceRun;
import io.skiplane.harness.study.Variant;
import io.skiplane.harness.study.Wilson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The figure of rates against k. */
final class SuccessFigure {
  private static final List<String> OUTCOMES = List.of("success", "trapped", "undecided");

  private SuccessFigure() {}

  static Figure of(ReproduceRun run) {
    List<Object> series = new ArrayList<>();
    for (Variant variant : VariantKey.variants(run)) {
      series.add(
          Map.of(
              "name",
              variant.title(),
              "hue",
              VariantKey.hue(variant),
              "symbol",
              VariantKey.symbol(variant),
              "where",
              Map.of("variant", variant.id())));
    }
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("x", Map.of("column", "k", "label", "k, number of patches", "short", "k"));
    settings.put("series", series);
    settings.put("choices", choices());
    Chart chart =
        new Chart(
            "success",
            "",
            "Rates against k, a line for each variant; the table below has the numbers",
            ChartKind.RATES,
            settings);
    return new Figure(
            "success", Captions.SUCCESS, Captions.parameters(run), data(run), List.of(chart))
        .with(
            new Switch(
                "outcome",
                "Outcome shown",
                List.of(
                    new Choice("success", "Success"),
                    new Choice("trapped", "Trapped"),
                    new Choice("undecided", "Undecided"))))
        .with(VariantKey.of(VariantKey.variants(run)), true);
  }

  private static Map<String, Object> choices() {
    Map<String, Object> choices = new LinkedHashMap<>();
    for (String outcome : OUTCOMES) {
      Map<String, Object> choice = new HashMap<>();
      choice.put("label", Character.toUpperCase(outcome.charAt(0)) + outcome.substring(1));
      choice.put("rate", outcome + "Rate");
      choice.put("low", outcome + "Low");
      choice.put("high", outcome + "High");
      if (outcome.equals("trapped")) {
        choice.put(
            "band",
            Map.of(
                "series",
                Variant.CNN_CONSTANT.title(),
                "from",
                25,
                "to",
                75,
                "text",
                "claimed for the plain CNN: between 25 and 75"));
      }
      choices.put(outcome, choice);
    }
    return choices;
  }

  private static Data data(ReproduceRun run) {
    List<String> names = new ArrayList<>(List.of("k", "p", "variant", "students"));
    for (String outcome : OUTCOMES) {
      names.addAll(List.of(outcome, outcome + "Rate", outcome + "Low", outcome + "High"));
    }
    names.add("stepsMedian");
    Data data = new Data(names);
    for (Cell cell : run.cells()) {
      List<@Nullable Object> row = new ArrayList<>();
      row.add(cell.k());
      row.add(cell.p());
      row.add(cell.variant().id());
      row.add(cell.students());
      rate(cell.success(), cell.students(), row);
      rate(cell.trapped(), cell.students(), row);
      rate(cell.undecided(), cell.students(), row);
      row.add(cell.stepsMedian() < 0 ? null : cell.stepsMedian());
      data.row(row.toArray());
    }
    return data;
  }

  private static void rate(long hits, long trials, List<@Nullable Object> row) {
    Wilson interval = trials < 1 ? new Wilson(Double.NaN, Double.NaN) : Wilson.of(hits, trials);
    row.add(hits);
    row.add(trials < 1 ? Double.NaN : (double) hits / trials);
    row.add(interval.low());
    row.add(interval.high());
  }
}
