package io.skiplane.harness.doctor;

import java.util.List;

/**
 * One thing looked at.
 *
 * @param verdict how it is
 * @param topic what was looked at, a word or two
 * @param text what is the case, a sentence without a full stop
 * @param remedies commands or settings that mend it, empty if there is nothing to mend
 */
public record Finding(Verdict verdict, String topic, String text, List<String> remedies) {
  /** How a thing is. */
  public enum Verdict {
    /** As it should be. */
    OK,
    /** It could be better for some uses. */
    NOTE,
    /** Skiplane is much slower, or wrong, until it is mended. */
    AMISS
  }

  /** Copies the list. */
  public Finding {
    remedies = List.copyOf(remedies);
  }

  static Finding ok(String topic, String text) {
    return new Finding(Verdict.OK, topic, text, List.of());
  }

  static Finding note(String topic, String text, String... remedies) {
    return new Finding(Verdict.NOTE, topic, text, List.of(remedies));
  }

  static Finding amiss(String topic, String text, String... remedies) {
    return new Finding(Verdict.AMISS, topic, text, List.of(remedies));
  }
}
