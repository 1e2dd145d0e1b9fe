package io.skiplane.harness.report;

import io.skiplane.harness.study.Agreement;
import io.skiplane.harness.study.ReproduceRun;

/** How far the five steps agree, a row for each comparison. */
final class AgreementTable {
  private AgreementTable() {}

  /** The rows. */
  static String body(ReproduceRun run) {
    StringBuilder html = new StringBuilder();
    for (Agreement agreement : run.agreements()) {
      html.append("<tr><th scope=\"row\">").append(Html.escape(agreement.steps()));
      html.append("</th><td class=\"text\">").append(Html.escape(agreement.measure()));
      html.append("</td><td>").append(Numbers.number(agreement.value()));
      html.append("</td><td>").append(Numbers.number(agreement.bound()));
      html.append("</td><td class=\"text\">");
      html.append(Summary.verdict(agreement.holds())).append("</td></tr>\n");
    }
    return html.toString();
  }
}
