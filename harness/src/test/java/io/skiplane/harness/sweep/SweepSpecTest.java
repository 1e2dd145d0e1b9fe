package io.skiplane.harness.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.skiplane.harness.engine.Method;
import io.skiplane.harness.engine.Problem;
import io.skiplane.model.Teacher;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SweepSpecTest {
  static SweepSpec spec(String... options) {
    return spec(Optional.empty(), options);
  }

  static SweepSpec spec(Optional<BuiltIn> base, String... options) {
    Map<String, Given> given = new LinkedHashMap<>();
    for (String option : options) {
      int equals = option.indexOf('=');
      String name = option.substring(0, equals);
      given.put(name, Given.option(name, option.substring(equals + 1)));
    }
    return SweepSpec.of(base, given);
  }

  @Test
  void withoutAxesItIsOneCellOfTheStudy() {
    SweepSpec spec = spec();
    assertThat(spec.axes()).isEmpty();
    assertThat(spec.problems()).hasSize(1);
    Problem problem = spec.problems().getFirst();
    assertThat(problem.k()).isEqualTo(16);
    assertThat(problem.teacherNorm()).isEqualTo(24);
    assertThat(problem.teacherSum()).isEqualTo(6);
    assertThat(problem.angle()).isEqualTo(Teacher.STUDY_ANGLE);
    assertThat(problem.etaA()).isEqualTo(1.0 / 256);
    assertThat(problem.etaW()).isEqualTo(1.0 / 256);
    assertThat(problem.warmUpEtaW()).isEqualTo(1.0 / 65536);
    assertThat(problem.warmUp()).isEqualTo(1000);
    assertThat(problem.stepsLimit()).isEqualTo(51200);
    assertThat(spec.allStudents()).isEqualTo(1000);
  }

  @Test
  void aGridIsInRowMajorOrderOfItsAxes() {
    SweepSpec spec = spec("angle=0.1pi,0.2pi", "k=16,25,36", "gradient=reduced,population");
    assertThat(spec.axes())
        .extracting(Axis::parameter)
        .containsExactly(Parameter.ANGLE, Parameter.K, Parameter.GRADIENT);
    assertThat(spec.problems()).hasSize(12);
    Problem eighth = spec.problems().get(1 * 6 + 1 * 2 + 1);
    assertThat(eighth.angle()).isEqualTo(0.2 * Math.PI);
    assertThat(eighth.k()).isEqualTo(25);
    assertThat(eighth.method()).isEqualTo(Method.POPULATION);
    assertThat(eighth.teacherNorm()).isEqualTo(30); // 6√25
    assertThat(eighth.etaA()).isEqualTo(1.0 / 625);
  }

  @Test
  void optionsChangeABuiltInSweepAndKeepItsAxesInPlace() {
    SweepSpec spec = spec(Optional.of(BuiltIn.PHASE), "angle=0.3", "students=7", "k=16,25");
    assertThat(spec.name()).isEqualTo("phase");
    assertThat(spec.axes())
        .extracting(Axis::parameter)
        .containsExactly(Parameter.TEACHER_NORM, Parameter.K);
    assertThat(spec.students()).isEqualTo(7);
  }

  @ParameterizedTest
  @EnumSource
  void builtInSweepsAreSound(BuiltIn sweep) {
    SweepSpec spec = spec(Optional.of(sweep));
    assertThat(spec.axes()).hasSize(2);
    if (sweep == BuiltIn.PHASE) {
      assertThat(spec.allStudents()).isGreaterThanOrEqualTo(1_000_000);
    }
    // What a checkpoint holds comes to the same.
    Map<String, Given> again = new LinkedHashMap<>();
    for (String argument : spec.arguments().subList(1, spec.arguments().size())) {
      int equals = argument.indexOf('=');
      again.put(
          argument.substring(2, equals),
          Given.option(argument.substring(2, equals), argument.substring(equals + 1)));
    }
    SweepSpec resumed = SweepSpec.of(Optional.of(sweep), again);
    assertThat(resumed.problems()).isEqualTo(spec.problems());
    assertThat(resumed.axes()).isEqualTo(spec.axes());
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, 0.5",
    "1/k^2, 0.00390625",
    "2 / k², 0.0078125",
    "0.5*k, 8",
    "k, 16",
    "6√k, 24",
    "1.5 sqrt(k), 6",
    "-1e-3, -0.001",
    ".25pi, 0.7853981633974483",
    "2π, 6.283185307179586",
    "1/k^4, 1.52587890625E-5",
    "0.25norm, 2.5",
  })
  void numbersMayBeGivenInUnits(String text, double expected) {
    Quantity quantity = Quantity.parse(text);
    assertThat(quantity).isNotNull().extracting(it -> it.number(16, 10)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"''", "x", "1/0", "0x10", "1e", "--1", "1 2k k", "NaN", "Infinity", "1pik", "norm2"})
  void whatIsNoNumberIsNone(String text) {
    assertThat(Quantity.parse(text)).isNull();
  }

  @Test
  void rangesAreEvenInDifferencesOrInRatios() {
    List<Problem> even = spec("teacher-norm=10:40:4").problems();
    assertThat(even).extracting(Problem::teacherNorm).containsExactly(10.0, 20.0, 30.0, 40.0);
    List<Problem> ratios = spec("teacher-norm=3:48:5:log").problems();
    assertThat(ratios).extracting(Problem::teacherNorm).containsExactly(3.0, 6.0, 12.0, 24.0, 48.0);
    List<Problem> angles = spec("angle=0pi:1pi:4").problems();
    assertThat(angles.getLast().angle()).isEqualTo(Math.PI);
    assertThat(angles.get(1).angle()).isCloseTo(Math.PI / 3, within(1e-10));
  }

  @Test
  void theTheorysConditionsAreWorkedOut() {
    List<Problem> problems =
        spec("teacher-sum=6", "teacher-norm=2.4,2.6", "angle=0.5pi").problems();
    // The bound for k = 16 is 6·√(π/(15+π)) = 2.497.
    assertThat(problems.get(0).hasSpuriousMinimum()).isFalse();
    assertThat(problems.get(1).hasSpuriousMinimum()).isTrue();
    assertThat(problems.get(0).shortcutDistance()).isCloseTo(Math.sqrt(2), within(1e-15));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "k=0 | --k is 0; it must be a whole number from 1 to 1000000",
        "k=16.5 | --k is 16.5; it must be a whole number from 1 to 1000000",
        "k=16,16 | --k is 16,16; 16 may come only once",
        "k= | --k is empty; it must be a number, such as 0.5, 6sqrt(k), 1/k^2 or 0.45pi, or a",
        "k=1:9 | --k is 1:9; a range is from:to:count, or from:to:count:log for even ratios",
        "k=1:9:1 | --k is 1:9:1; the count of a range must be a whole number from 2 to 100000",
        "k=16:25:3 | --k is 20.5; it must be a whole number from 1 to 1000000",
        "angle=0.1:pi:4 | both ends of a range must be in the same unit",
        "angle=0:3:4:log | both ends of a range by even ratios must be above 0",
        "angle=4 | --angle is 4; it must be an angle from 0 to pi, in radians",
        "eta-a=1 | in the sweep: step size etaA = 1.0 of phase 0 makes gradient descent diverge",
        "eta-a=0.01,1 | in the cell eta-a = 1: step size etaA = 1.0 of phase 0 makes",
        "teacher-norm=0 | --teacher-norm is 0; it must be a number above 0 and at most 1.0E9",
        "teacher-sum=100 | in the sweep: teacher sum 1ᵀa* is 100.0; by Cauchy-Schwarz",
        "angle=0.1norm | only the teacher's sum may be given in its norm",
        "gradient=reduce | --gradient is reduce; it must be one of reduced, population, dense",
        "batch=2 | in the sweep: batch is 2, but the reduced gradient draws no inputs; leave",
        "noise=1 | in the sweep: noise goes with the population gradient alone, not with reduced",
        "rows=both | --rows is both; it must be one of cell, student",
        "rows=cell,student | --rows is cell,student; it takes one value",
        "students=0 | --students is 0; it must be a whole number from 1 to 1000000000",
        "students=1,2 | --students is 1,2; it takes one value",
        "seed=1:1000:1000 students=1 k=1:1000:1000 | the grid has more than 100000 cells by --k",
        "p=1 | in the sweep: angle is 1.413716694115407; with p = 1 only 0 and π are angles",
        "seed=9223372036854775808 | --seed is 9223372036854775808; it must be a whole number",
        "colour=red | --colour is unknown; the names are k, p, gradient, batch, precision, start",
      })
  void whatIsWrongIsNamedWithTheLimitAndTheRemedy(String options, String sentence) {
    assertThatThrownBy(() -> spec(options.split(" ")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(sentence);
  }
}
