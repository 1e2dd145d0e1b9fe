package io.skiplane.harness.report.reproduce;

import io.skiplane.harness.page.Cell;
import io.skiplane.harness.page.Numbers;
import io.skiplane.harness.page.Table;
import io.skiplane.harness.page.Table.Column;
import io.skiplane.harness.study.Agreement;
import io.skiplane.harness.study.ReproduceRun;
import java.util.ArrayList;
import java.util.List;

/** How far the five steps agree, a row for each comparison. */
final class AgreementTable {
  private AgreementTable() {}

  static Table of(ReproduceRun run) {
    List<List<Cell>> rows = new ArrayList<>();
    for (Agreement agreement : run.agreements()) {
      rows.add(
          List.of(
              Cell.head(agreement.steps()),
              Cell.text(agreement.measure()),
              Cell.number(Numbers.number(agreement.value())),
              Cell.number(Numbers.number(agreement.bound())),
              Cell.verdict(agreement.holds(), Summary.verdict(agreement.holds()))));
    }
    return Table.of(
        Captions.agreement(run),
        List.of(
            Column.text("Steps"),
            Column.text("Compared"),
            Column.number("Found"),
            Column.number("Allowed"),
            Column.text("Verdict")),
        rows);
  }
}
