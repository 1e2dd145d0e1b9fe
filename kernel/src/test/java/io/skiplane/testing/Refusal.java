package io.skiplane.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * A door that refuses bad input: the exception's type, and a message that names value and limit.
 */
public final class Refusal {
  private Refusal() {}

  /** Expects an IllegalArgumentException whose message has all the parts. */
  public static void of(ThrowingCallable door, String... parts) {
    as(IllegalArgumentException.class, door, parts);
  }

  /** Expects an exception whose message has all the parts. */
  public static void as(Class<? extends Throwable> type, ThrowingCallable door, String... parts) {
    assertThatExceptionOfType(type)
        .isThrownBy(door)
        .satisfies(
            e ->
                assertThat(e.getMessage())
                    .as("one sentence, not empty")
                    .isNotBlank()
                    .doesNotContain("\n")
                    .matches(
                        m -> Arrays.stream(parts).allMatch(m::contains),
                        "" + Arrays.asList(parts)));
  }
}
