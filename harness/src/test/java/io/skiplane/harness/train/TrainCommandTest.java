package io.skiplane.harness.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.skiplane.harness.cli.CommandLineRun;
import io.skiplane.harness.npy.NpyBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TrainCommandTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "population, float",
    "population, double",
    "reduced, float",
    "reduced, double",
    "dense, float",
    "dense, double",
    "projected, float",
    "projected, double",
    "angular, float",
    "angular, double",
    "resident, float",
    "resident, double",
  })
  void everyGradientTrainsInBothPrecisions(String gradient, String precision) throws IOException {
    String options = "--gradient " + gradient + " --steps 500 --every 150 --seed 3";
    if (gradient.equals("resident")) {
      options += " --batch 2 --data " + data(precision, 40, 5, 3);
    } else {
      options += " --k 5 --p 3 --precision " + precision;
    }
    TrainOutput one = TrainOutput.of(folder.resolve("one"), options);
    TrainOutput same = TrainOutput.of(folder.resolve("same"), options);
    TrainOutput student = TrainOutput.of(folder.resolve("student"), options, "--student 7");

    assertThat(one.json().get("schema").asText()).isEqualTo("skiplane/train/1");
    assertThat(one.json().get("gradient").asText()).isEqualTo(gradient);
    assertThat(one.json().get("precision").asText()).isEqualTo(precision);
    assertThat(one.json().get("k").asLong()).isEqualTo(5);
    assertThat(one.json().get("p").asLong()).isEqualTo(3);
    assertThat(one.json().get("first").get("step").asLong()).isZero();
    assertThat(one.json().get("last").get("step").asLong()).isEqualTo(500);
    assertThat(one.json().get("nsPerStep").asDouble()).isPositive();
    assertThat(one.digest()).matches("[0-9a-f]{32}");
    assertThat(one.weights()).hasSize(8);
    assertThat(Arrays.stream(one.weights()).allMatch(Double::isFinite)).isTrue();
    assertThat(one.trajectory())
        .hasSize(6)
        .first()
        .isEqualTo("step,loss,phi,alignment,squaredDistanceA,squaredDistanceV");
    assertThat(one.trajectory().stream().skip(1).map(line -> line.split(",", -1)[0]))
        .containsExactly("0", "150", "300", "450", "500");
    assertThat(one.trajectory().getLast())
        .isEqualTo(
            String.join(
                ",",
                "500",
                "" + one.last("loss"),
                "" + one.last("phi"),
                "" + one.last("alignment"),
                "" + one.last("squaredDistanceA"),
                "" + one.last("squaredDistanceV")));
    assertThat(same.digest()).isEqualTo(one.digest());
    assertThat(student.digest()).isNotEqualTo(one.digest());
    assertThat(student.json().get("student").asLong()).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"population", "reduced", "dense", "projected", "angular"})
  void howOftenItIsMeasuredChangesNothing(String gradient) throws IOException {
    String options = "--steps 2000 --gradient " + gradient;
    assertThat(TrainOutput.of(folder.resolve("often"), options, "--every 7").weights())
        .containsExactly(TrainOutput.of(folder.resolve("once"), options).weights());
  }

  @Test
  void populationAndReducedAgree() throws IOException {
    String options = "--k 25 --steps 20000 --init cnn";
    double[] population =
        TrainOutput.of(folder.resolve("p"), options, "--gradient population").weights();
    double[] reduced = TrainOutput.of(folder.resolve("r"), options, "--gradient reduced").weights();
    assertThat(reduced).containsExactly(population, within(1e-9));
  }

  @Test
  void anEndStateIsGoneOnFrom() throws IOException {
    String options = "--k 9 --p 5 --schedule constant --gradient population";
    TrainOutput half = TrainOutput.of(folder.resolve("half"), options, "--steps 700");
    // Over its own results, as one does in a loop.
    TrainOutput rest =
        TrainOutput.of(
            half.folder(),
            "--schedule constant --steps 800",
            "--start-a " + half.folder().resolve("a.npy"),
            "--start-v " + half.folder().resolve("v.npy"));
    TrainOutput whole = TrainOutput.of(folder.resolve("whole"), options, "--steps 1500");
    assertThat(rest.weights()).containsExactly(whole.weights(), within(1e-12));
    assertThat(rest.json().get("init").asText()).isEqualTo("file");
  }

  @Test
  void aStartOfAnyLengthIsNormalised() throws IOException {
    Path v = NpyBytes.file(folder, "v.npy", "(2,)", 3e300, 4e300);
    Path a = NpyBytes.file(folder, "a.npy", "(3,)", 1.0, 2.0, 3.0);
    TrainOutput output =
        TrainOutput.of(
            folder.resolve("out"), "--steps 1 --schedule *:0:0 --start-a " + a + " --start-v " + v);
    assertThat(output.weights()).containsExactly(new double[] {1, 2, 3, 0.6, 0.8}, within(1e-15));
  }

  @Test
  void aTeacherFromFilesIsLearntFrom() throws IOException {
    Path v = NpyBytes.file(folder, "v.npy", "(2,)", 0.6, 0.8);
    Path a = NpyBytes.file(folder, "a.npy", "(3,)", 1.0, 2.0, 3.0);
    String teacher = "--schedule constant --teacher-a " + a + " --teacher-v " + v;
    TrainOutput output = TrainOutput.of(folder.resolve("out"), teacher + " --steps 3000");
    assertThat(output.weights()).containsExactly(new double[] {1, 2, 3, 0.6, 0.8}, within(1e-9));
    TrainOutput onlyA =
        TrainOutput.of(folder.resolve("a"), "--p 4 --schedule constant --teacher-a " + a);
    assertThat(Arrays.copyOf(onlyA.weights(), 3))
        .containsExactly(new double[] {1, 2, 3}, within(1e-9));
  }

  /** One step from a = a*, v = v*: the residual is 0 for teacher's labels, so nothing moves. */
  @ParameterizedTest
  @ValueSource(strings = {"float", "double"})
  void labelsAreTheTeachersIfNoneAreGiven(String precision) throws IOException {
    Path v = NpyBytes.file(folder, "v.npy", "(4,)", 0.5, -0.5, 0.5, 0.5);
    Path a = NpyBytes.file(folder, "a.npy", "(3,)", 1.0, -2.0, 3.0);
    Path z = data(precision, 50, 3, 4);
    String options =
        String.join(
            " ",
            "--gradient resident --schedule *:0.01:0.001 --steps 500 --data " + z,
            "--teacher-a " + a + " --teacher-v " + v + " --start-a " + a + " --start-v " + v);
    double bound = precision.equals("float") ? 1e-4 : 1e-13;
    assertThat(TrainOutput.of(folder.resolve("out"), options).weights())
        .containsExactly(new double[] {1, -2, 3, 0.5, -0.5, 0.5, 0.5}, within(bound));
  }

  @Test
  void labelsFromAFileAreUsed() throws IOException {
    Path z = NpyBytes.file(folder, "z.npy", "(1, 1, 2)", 2.0, 0.0);
    Path y = NpyBytes.file(folder, "y.npy", "(1,)", 5.0f);
    Path v = NpyBytes.file(folder, "v.npy", "(2,)", 1.0, 0.0);
    Path a = NpyBytes.file(folder, "a.npy", "(1,)", 1.0);
    TrainOutput output =
        TrainOutput.of(
            folder.resolve("out"),
            "--gradient resident --steps 1 --schedule *:0.25:0 --data " + z + " --labels " + y,
            "--start-a " + a + " --start-v " + v);
    // f = 2, g = 5, so a moves by 0.25·3·2.
    assertThat(output.weights()[0]).isEqualTo(2.5);
  }

  @Test
  void theScheduleIsFollowed() throws IOException {
    TrainOutput output =
        TrainOutput.of(folder.resolve("out"), "--steps 30 --schedule 10:0.1:0.2,20:0:0,0.1:1e-3");
    JsonNode schedule = output.json().get("schedule");
    assertThat(schedule).hasSize(3);
    assertThat(schedule.get(0).get("steps").asLong()).isEqualTo(10);
    assertThat(schedule.get(0).get("etaW").asDouble()).isEqualTo(0.2);
    assertThat(schedule.get(2).get("steps").isNull()).isTrue();
    assertThat(schedule.get(2).get("etaA").asDouble()).isEqualTo(0.1);
    assertThat(TrainOutput.of(folder.resolve("ten"), "--steps 10 --schedule 0.1:0.2").digest())
        .isEqualTo(output.digest());
  }

  @Test
  void onePatchOfOneNumberTrains() throws IOException {
    TrainOutput output =
        TrainOutput.of(folder.resolve("out"), "--k 1 --p 1 --schedule *:0.5:0.5 --steps 200");
    assertThat(output.last("squaredDistanceA")).isLessThan(1e-20);
  }

  @Test
  void jsonGoesAloneToStandardOutput() throws IOException {
    CommandLineRun run = TrainOutput.run(folder.resolve("out"), "--steps 5 --json -");
    assertThat(run.code()).isZero();
    JsonNode document = new ObjectMapper().readTree(run.out());
    assertThat(document.get("steps").asLong()).isEqualTo(5);
    assertThat(run.out()).isEqualTo(Files.readString(folder.resolve("out/train.json")));
    assertThat(run.err()).contains("first").contains("last").contains("Written: ");
  }

  @Test
  void theSummaryGoesToStandardOutput() {
    CommandLineRun run = TrainOutput.run(folder.resolve("out"), "--steps 5");
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains("population gradient, double, k = 16, p = 8")
        .contains("ns each")
        .contains(folder.resolve("out/a.npy").toString());
  }

  private Path data(String precision, int n, int k, int p) throws IOException {
    Random random = new Random(1);
    float[] numbers = new float[n * k * p];
    double[] wide = new double[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) random.nextGaussian();
      wide[i] = numbers[i];
    }
    String shape = "(" + n + ", " + k + ", " + p + ")";
    return precision.equals("float")
        ? NpyBytes.file(folder, "z.npy", shape, numbers)
        : NpyBytes.file(folder, "z.npy", shape, wide);
  }
}
