package io.skiplane.harness.report.reproduce;

import io.skiplane.harness.page.Findings;
import io.skiplane.harness.page.Numbers;
import io.skiplane.harness.study.Cell;
import io.skiplane.harness.study.Claim;
import io.skiplane.harness.study.ReproduceRun;
import java.util.Locale;
import java.util.LongSummaryStatistics;

/** What was tested and what came of it, in plain words. */
final class Summary {
  private Summary() {}

  /** The paragraph under the title. */
  static String paragraph(ReproduceRun run) {
    LongSummaryStatistics ks = run.cells().stream().mapToLong(Cell::k).summaryStatistics();
    long students = run.cells().stream().mapToLong(Cell::students).sum();
    long variants = run.cells().stream().map(Cell::variant).distinct().count();
    StringBuilder text = new StringBuilder();
    text.append(Numbers.count(students)).append(" small networks were each trained to imitate a ");
    text.append("fixed teacher, by gradient descent on the population loss, from ");
    text.append(variants == 1 ? "one kind" : variants + " kinds").append(" of start and step ");
    text.append("sizes");
    if (ks.getCount() > 0) {
      text.append(", with ").append(ks.getMin());
      text.append(ks.getMin() == ks.getMax() ? "" : " to " + ks.getMax()).append(" patches");
    }
    text.append(". The theory says that a network that starts as its shortcut (the ResNet start) ");
    text.append("reaches the global optimum, while one without a shortcut (the plain CNN start) ");
    text.append("often ends at a spurious one.");
    return text.toString();
  }

  /** How many claims hold. */
  static String verdict(ReproduceRun run) {
    long held = run.claims().stream().filter(Claim::holds).count();
    return verdict(held, run.claims().size());
  }

  private static String verdict(long held, long all) {
    if (all == 0) {
      return "No claim was tested.";
    }
    if (held == all) {
      return all == 1 ? "The claim holds." : "All " + all + " claims hold.";
    }
    return held == 0
        ? (all == 1 ? "The claim does not hold." : "None of the " + all + " claims holds.")
        : "Of " + all + " claims, " + held + (held == 1 ? " holds." : " hold.");
  }

  static Findings claims(ReproduceRun run) {
    return new Findings(
        run.claims().stream()
            .map(
                claim ->
                    new Findings.Finding(
                        claim.holds(),
                        verdict(claim.holds()),
                        claim.text(),
                        sentence(claim.finding())))
            .toList());
  }

  /** The text with a capital and a full stop, which a line on a terminal may lack. */
  private static String sentence(String text) {
    if (text.isEmpty()) {
      return text;
    }
    int first = text.offsetByCodePoints(0, 1);
    String capital = text.substring(0, first).toUpperCase(Locale.ROOT) + text.substring(first);
    return text.endsWith(".") ? capital : capital + ".";
  }

  /** In words. */
  static String verdict(boolean holds) {
    return holds ? "holds" : "does not hold";
  }
}
