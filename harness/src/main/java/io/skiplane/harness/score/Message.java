package io.skiplane.harness.score;

import java.util.List;

/** What the JVM that measures tells the one that started it: a line of words between tabs. */
sealed interface Message {
  /** The kernel that runs there. */
  record Running(String kernel, int laneBits) implements Message {
    @Override
    public String line() {
      return join("running", kernel, laneBits);
    }
  }

  /** What is done now, on 0 threads if it is being compiled. */
  record Doing(Item item, int threads) implements Message {
    @Override
    public String line() {
      return join("doing", item, threads);
    }
  }

  /** The digest that a step comes to. */
  record Answer(Item item, String digest) implements Message {
    @Override
    public String line() {
      return join("answer", item, digest);
    }
  }

  /** A rate. */
  record Measured(Rate rate) implements Message {
    @Override
    public String line() {
      return join("rate", rate.item(), rate.threads(), rate.perSecond(), rate.allocated());
    }
  }

  /** The line. */
  String line();

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Message parse(String line) {
    List<String> words = List.of(line.split("\t", -1));
    try {
      return switch (words.get(0)) {
        case "running" -> new Running(words.get(1), Integer.parseInt(words.get(2)));
        case "doing" -> new Doing(Item.valueOf(words.get(1)), Integer.parseInt(words.get(2)));
        case "answer" -> new Answer(Item.valueOf(words.get(1)), words.get(2));
        case "rate" ->
            new Measured(
                new Rate(
                    Item.valueOf(words.get(1)),
                    Integer.parseInt(words.get(2)),
                    Double.parseDouble(words.get(3)),
                    Double.parseDouble(words.get(4))));
        default -> throw new IllegalArgumentException("no message");
      };
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new IllegalArgumentException("a JVM that measures has told '" + line + "'", e);
    }
  }

  private static String join(Object... words) {
    StringBuilder line = new StringBuilder();
    for (Object word : words) {
      line.append(line.isEmpty() ? "" : "\t").append(word);
    }
    return line.toString();
  }
}
