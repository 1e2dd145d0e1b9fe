package io.skiplane.harness.page;

import java.util.List;

/**
 * A choice that the reader of a figure has: buttons, or a list if they are many.
 *
 * @param name in scripts
 * @param label for readers
 * @param choices the first one is chosen
 * @param list whether it is a list however few they are
 */
public record Switch(String name, String label, List<Choice> choices, boolean list) {
  /** Copies the choices. */
  public Switch {
    choices = List.copyOf(choices);
  }

  /** A choice of buttons, if they are few. */
  public Switch(String name, String label, List<Choice> choices) {
    this(name, label, choices, false);
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
