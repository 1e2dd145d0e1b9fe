package io.skiplane.harness.page;

import java.util.List;

/**
 * Statements with a verdict each.
 *
 * @param findings in order
 */
public record Findings(List<Finding> findings) implements Part {
  /** Copies the list. */
  public Findings {
    findings = List.copyOf(findings);
  }

  /**
   * One of them.
   *
   * @param good whether it is as it should be
   * @param verdict that in words, for example "holds"
   * @param text the statement
   * @param detail what was seen
   */
  public record Finding(boolean good, String verdict, String text, String detail) {}
}
