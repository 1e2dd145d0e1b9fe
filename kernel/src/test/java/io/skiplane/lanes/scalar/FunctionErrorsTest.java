package io.skiplane.lanes.scalar;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.fuzz.Fuzz;
import io.skiplane.testing.WorstError;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The elementary functions err by no more than their Javadoc states: at every argument for floats,
 * at 10^8 random and hard ones for doubles in the profile {@code nightly}, at fewer in {@code
 * verify}.
 */
@Tag("functions")
class FunctionErrorsTest {
  private static final long PARTS = 256;
  private static final long FEW = 200_000;
  private static final long MANY = 100_000_000;

  @ParameterizedTest
  @EnumSource(FloatFunction.class)
  void floats(FloatFunction function) {
    long stride = Fuzz.nightly() ? 1 : function.count / FEW | 1;
    long part = (function.count + PARTS - 1) / PARTS;
    WorstError worst =
        worst(i -> function.worst(i * part, Math.min(function.count, (i + 1) * part), stride));
    check(function + " of floats", worst, function.stated);
  }

  @ParameterizedTest
  @EnumSource(SampledFunction.class)
  void doubles(SampledFunction function) {
    long count = (Fuzz.nightly() ? MANY : FEW) / PARTS;
    check(function + " of doubles", worst(i -> function.worst(count, i)), function.stated);
  }

  private static WorstError worst(LongFunction<WorstError> part) {
    return LongStream.range(0, PARTS)
        .parallel()
        .mapToObj(part)
        .reduce(WorstError::and)
        .orElseThrow();
  }

  private static void check(String what, WorstError worst, double stated) {
    System.out.printf("%s: worst %s, stated %s%n", what, worst, stated);
    assertThat(worst.units()).as("%s: worst %s", what, worst).isLessThanOrEqualTo(stated);
  }
}
