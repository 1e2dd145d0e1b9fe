package io.skiplane.harness.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.skiplane.harness.cli.CommandLineRun;
import io.skiplane.harness.cli.SkiplaneProcess;
import io.skiplane.harness.npy.NpyBytes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs on a user's data in epochs, mini-batches and a shuffled order. */
class ShuffledRunsTest {
  private static final int COUNT = 14;
  private static final int K = 3;
  private static final int P = 2;

  /** Of seed 1 in blocks of 4, as the kernel's InputOrderTest pins it. */
  private static final int[][] EPOCHS = {
    {2, 1, 0, 3, 13, 12, 11, 10, 8, 9, 6, 5, 7, 4}, {1, 2, 0, 3, 6, 4, 7, 5, 12, 13, 11, 8, 9, 10}
  };

  @TempDir private Path folder;
  private final double[][][] z = new double[COUNT][K][P];
  private final double[] labels = new double[COUNT];
  private final double[] a = new double[K];
  private final double[] v = {0.6, -0.8};
  private String options = "";

  @BeforeEach
  void data() throws IOException {
    Random random = new Random(3);
    double[] numbers = random.doubles(COUNT * K * P, -1, 1).toArray();
    for (int i = 0; i < numbers.length; i++) {
      z[i / (K * P)][i / P % K][i % P] = numbers[i];
    }
    for (int i = 0; i < COUNT; i++) {
      labels[i] = random.nextDouble();
    }
    for (int j = 0; j < K; j++) {
      a[j] = random.nextDouble();
    }
    Path data = NpyBytes.file(folder, "z.npy", "(14, 3, 2)", numbers);
    Path y = NpyBytes.file(folder, "y.npy", "(14,)", labels);
    Path startA = NpyBytes.file(folder, "a.npy", "(3,)", a);
    Path startV = NpyBytes.file(folder, "v.npy", "(2,)", v);
    options =
        "--gradient resident --data %s --labels %s --start-a %s --start-v %s --schedule *:0.1:0.05"
            .formatted(data, y, startA, startV);
  }

  /** Plain gradient descent by the formula; batches run on over the end of an epoch. */
  private void descend(int steps, int batch) {
    for (int step = 0; step < steps; step++) {
      double[] gradA = new double[K];
      double[] gradV = new double[P];
      for (int b = 0; b < batch; b++) {
        int place = step * batch + b;
        add(EPOCHS[place / COUNT][place % COUNT], batch, gradA, gradV);
      }
      for (int j = 0; j < K; j++) {
        a[j] -= 0.1 * gradA[j];
      }
      double norm = 0;
      for (int i = 0; i < P; i++) {
        v[i] -= 0.05 * gradV[i];
        norm += v[i] * v[i];
      }
      for (int i = 0; i < P; i++) {
        v[i] /= Math.sqrt(norm);
      }
    }
  }

  private void add(int input, int batch, double[] gradA, double[] gradV) {
    double[] u = new double[K];
    double[] s = new double[P];
    double f = 0;
    for (int j = 0; j < K; j++) {
      for (int i = 0; i < P; i++) {
        u[j] += z[input][j][i] * v[i];
      }
      f += a[j] * Math.max(u[j], 0);
      for (int i = 0; i < P; i++) {
        s[i] += u[j] > 0 ? a[j] * z[input][j][i] : 0;
      }
    }
    double r = (f - labels[input]) / batch;
    for (int j = 0; j < K; j++) {
      gradA[j] += r * Math.max(u[j], 0);
    }
    for (int i = 0; i < P; i++) {
      gradV[i] += r * (s[i] - f * v[i]);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 28", "4, 7", "7, 4", "14, 2", "28, 1"})
  void aShuffledRunIsTheReferenceDescent(int batch, int steps) throws IOException {
    descend(steps, batch);
    TrainOutput run =
        TrainOutput.of(
            folder.resolve("out"),
            options,
            "--epochs 2 --shuffle blocks --shuffle-block 4 --batch " + batch);
    assertThat(run.json().get("steps").asInt()).isEqualTo(steps);
    assertThat(run.json().get("inputs").asInt()).isEqualTo(COUNT);
    assertThat(run.json().get("shuffle").asText()).isEqualTo("blocks");
    assertThat(run.json().get("shuffleBlock").asInt()).isEqualTo(4);
    double[] weights = run.weights();
    for (int i = 0; i < K + P; i++) {
      assertThat(weights[i]).isCloseTo(i < K ? a[i] : v[i - K], offset(1e-13));
    }
  }

  @Test
  void anEpochThatIsNoWholeNumberOfBatchesIsFilledUp() throws IOException {
    TrainOutput run = TrainOutput.of(folder.resolve("out"), options, "--epochs 3 --batch 5");
    assertThat(run.json().get("steps").asInt()).isEqualTo(9);
    assertThat(run.json().get("shuffle").asText()).isEqualTo("none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--epochs 2", "--shuffle blocks", "--shuffle none", "--shuffle-block 3"})
  void withoutDataThereIsNothingToShuffle(String option) {
    CommandLineRun run = TrainOutput.run(folder.resolve("out"), option);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .isEqualToIgnoringNewLines(
            "skiplane: " + option.split(" ", 2)[0] + " is for --gradient resident; add that");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--epochs 0 | --epochs is 0; it must be a whole number from 1 to 658812288346769700",
        "--epochs 2 --steps 3 | --epochs and --steps both say how long the run is",
        "--shuffle rows | 'rows' is unknown; use one of none, blocks",
        "--shuffle-block 3 | --shuffle-block is for --shuffle blocks; add that",
        "--shuffle blocks --shuffle-block 0 | --shuffle-block is 0; it must be a whole number",
      })
  void whatCannotBeMeantIsNamed(String more, String sentence) {
    CommandLineRun run = TrainOutput.run(folder.resolve("out"), options, more);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains(sentence).hasLineCount(1);
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void aStoppedShuffledRunGoesOnToTheSameBits() throws Exception {
    Path out = folder.resolve("stopped");
    String more = " --shuffle blocks --shuffle-block 4 --steps 20000000 --every 1000000";
    String given = options.replace("*:0.1:0.05", "*:1e-6:1e-6") + more + " --out ";
    SkiplaneProcess process =
        SkiplaneProcess.start(folder, List.of(("train " + given + out).split(" ", -1)));
    process.waitFor(out.resolve("trajectory.part"));
    process.stop();
    assertThat(process.code()).as(process.errors()).isEqualTo(143);
    CommandLineRun on = CommandLineRun.of("train", "--resume", out.toString());
    assertThat(on.code()).as(on.err()).isZero();
    Path whole = folder.resolve("whole");
    TrainOutput.of(whole, given.substring(0, given.length() - " --out ".length()));
    for (String file : List.of("a.npy", "v.npy", "trajectory.csv")) {
      assertThat(out.resolve(file)).hasSameBinaryContentAs(whole.resolve(file));
    }
  }
}
