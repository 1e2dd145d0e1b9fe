package io.skiplane.harness.page;

import java.util.ArrayList;
import java.util.List;

/**
 * Names and values: the parameters of a figure, or how a run was made.
 *
 * @param facts in order
 */
public record Facts(List<Fact> facts) implements Part {
  /** Copies the list. */
  public Facts {
    facts = List.copyOf(facts);
  }

  /**
   * One of them.
   *
   * @param name plain text
   * @param value plain text
   */
  public record Fact(String name, String value) {}

  /** Facts from a name, its value, a name, its value, ... */
  public static Facts of(String... namesAndValues) {
    List<Fact> facts = new ArrayList<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      facts.add(new Fact(namesAndValues[i], namesAndValues[i + 1]));
    }
    return new Facts(facts);
  }

  /** These, then those. */
  public Facts and(Facts more) {
    List<Fact> both = new ArrayList<>(facts);
    both.addAll(more.facts);
    return new Facts(both);
  }
}
