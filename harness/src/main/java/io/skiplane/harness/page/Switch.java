package io.skiplane.harness.page;

import java.util.List;

/**
 * A choice that the reader of a figure has: buttons, or a list if they are many.
 *
 * @param name in scripts
 * @param label for readers
 * @param choices the first one is chosen
 */
public record Switch(String name, String label, List<Choice> choices) {
  /** Copies the choices. */
  public Switch {
    choices = List.copyOf(choices);
  }

  /**
   * One of them.
   *
   * @param value in scripts
   * @param text for readers
   */
  public record Choice(String value, String text) {}

  /** The scale of the steps, logarithmic at first. */
  public static Switch scaleOfSteps() {
    return new Switch(
        "scale",
        "Scale of the steps",
        List.of(new Choice("log", "Steps, log"), new Choice("value", "Steps, linear")));
  }
}
