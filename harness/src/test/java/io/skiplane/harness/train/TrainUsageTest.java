package io.skiplane.harness.train;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.harness.cli.CommandLineRun;
import io.skiplane.harness.npy.NpyBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mistakes and failures of {@code skiplane train}: one sentence, the right exit code, no file. */
final class TrainUsageTest {
  @TempDir private Path folder;

  @BeforeEach
  void files() throws IOException {
    NpyBytes.file(folder, "z.npy", "(2, 1, 2)", 1.0, 2.0, 3.0, 4.0);
    NpyBytes.file(folder, "z32.npy", "(2, 1, 2)", 1f, 2f, 3f, 4f);
    NpyBytes.file(folder, "nan.npy", "(2, 1, 2)", 1.0, 2.0, Double.NaN, 4.0);
    NpyBytes.file(folder, "inf32.npy", "(2, 1, 2)", 1f, 2f, 3f, Float.NEGATIVE_INFINITY);
    NpyBytes.file(folder, "y.npy", "(2,)", 1.0, 2.0);
    NpyBytes.file(folder, "y3.npy", "(3,)", 1.0, 2.0, 3.0);
    NpyBytes.file(folder, "y1e39.npy", "(2,)", 1.0, 1e39);
    NpyBytes.file(folder, "ynan.npy", "(2,)", Double.NaN, 1.0);
    NpyBytes.file(folder, "flat.npy", "(2, 2)", 1.0, 2.0, 3.0, 4.0);
    NpyBytes.file(folder, "f32.npy", "(2,)", 1f, 2f);
    NpyBytes.file(folder, "zero.npy", "(2,)", 0.0, -0.0);
    NpyBytes.file(folder, "unit.npy", "(2,)", 0.6, 0.8);
    byte[] z = Files.readAllBytes(folder.resolve("z.npy"));
    Files.write(folder.resolve("short.npy"), Arrays.copyOf(z, z.length - 1));
    String dictionary = NpyBytes.dictionary("<f8", "(2, 1, 2)");
    byte[] header = (" ".repeat(1 - dictionary.length() % 2) + dictionary).getBytes(US_ASCII);
    assertThat((10 + header.length) % 2).as("where the numbers begin").isEqualTo(1);
    Files.write(folder.resolve("odd.npy"), NpyBytes.of(1, 0, header, NpyBytes.doubles(1, 2, 3, 4)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--gradient sgd | 'sgd' is unknown; use one of population, reduced, dense, projected,"
            + " angular",
        "--precision half | 'half' is unknown; use one of float, double",
        "--init vgg | 'vgg' is unknown; use one of resnet, cnn",
        "--k 0 | --k is 0; it must be a whole number from 1 to",
        "--k -3 | --k is -3; it must be",
        "--p 0 | --p is 0; it must be",
        "--p x | --p is x; it must be",
        "--k 99999999999999999999 | --k is 99999999999999999999; it must be",
        "--k 1000000000000000 | need more memory than there is (",
        "--p 72057594037927936 --k 72057594037927936 | need more memory than there is (",
        "--steps 0 | --steps is 0; it must be",
        "--steps -1 | --steps is -1; it must be",
        "--every 0 | --every is 0; it must be",
        "--seed 1.5 | --seed is 1.5; it must be",
        "--student -1 | --student is -1; it must be",
        "--batch 0 --gradient dense | --batch is 0; it must be a whole number from 1 to 1048576",
        "--batch 1048577 --gradient dense | --batch is 1048577; it must be",
        "--batch 4 | --batch is 4, but --gradient population draws no inputs",
        "--json out.json | --json is out.json; it must be -",
        "--schedule cosine | phase 0, 'cosine': write warmup, constant or phases as",
        "--schedule , | phase 0, '': write warmup",
        "--schedule 0:1:1,1:1 | phase 0, '0:1:1': a phase of 0 steps; it must last at least 1",
        "--schedule *:1:1,1:1 | '*' is not a number of steps; give a whole number (only the last",
        "--schedule *:x:1 | 'x' is not a step size; give a number",
        "--schedule *:NaN:1 | step size etaA is NaN; it must be finite and at least 0",
        "--schedule *:0.1:-1 | step size etaW is -1.0; it must be finite and at least 0",
        "--schedule *:0.7:0 | for k = 16 it must stay below 4π/(k+π−1) = 0.6926",
        "--teacher-norm 0 | --teacher-norm is 0; it must be a number above 0",
        "--teacher-norm NaN | --teacher-norm is NaN; it must be",
        "--teacher-sum 1e9 | by Cauchy-Schwarz |1ᵀa*| cannot exceed √k‖a*‖ = 96.0",
        "--teacher-sum Infinity | --teacher-sum is Infinity; it must be a finite number",
        "--gradient resident | takes its inputs from a file; add --data Z.npy",
        "--data @z.npy | --data is for --gradient resident; add that",
        "--labels @y.npy | --labels is for --gradient resident; add that",
        "--gradient resident --data @none.npy | none.npy does not exist; check the path",
        "--gradient resident --data @ | is a directory; name an .npy file in it",
        "--gradient resident --data @short.npy | has 159 bytes, but its header and the shape",
        "--gradient resident --data @y.npy | has the shape (2,); it must have three dimensions",
        "--gradient resident --data @odd.npy | which is no multiple of 8; save it again",
        "--gradient resident --data @nan.npy | nan.npy: Z[2] is NaN; every number must be finite",
        "--gradient resident --data @inf32.npy | Z[3] is -Infinity; every number must be finite",
        "--gradient resident --data @z.npy --k 2 | k is 2 by --k, but 1 by the shape of --data",
        "--gradient resident --data @z.npy --p 3 | p is 3 by --p, but 2 by the shape of --data",
        "--gradient resident --data @z.npy --precision float | --precision is float, but --data",
        "--gradient resident --data @z32.npy --precision double | holds float; leave --precision",
        "--gradient resident --data @z.npy --labels @y3.npy | shape (3,); it must be (2,)",
        "--gradient resident --data @z.npy --labels @ynan.npy | labels[0] is NaN; every number",
        "--gradient resident --data @z32.npy --labels @y1e39.npy | labels[1] is Infinity",
        "--teacher-a @y.npy --teacher-norm 1 | --teacher-a and --teacher-norm both set a*",
        "--teacher-a @y.npy --k 3 | k is 3 by --k, but 2 by the length of --teacher-a",
        "--teacher-a @y.npy --start-a @y3.npy | but 3 by the length of --start-a",
        "--teacher-v @unit.npy --start-v @y3.npy | p is 2 by the length of --teacher-v",
        "--teacher-v @y.npy | ‖v*‖ is 2.236; it must be 1 within",
        "--teacher-a @flat.npy | has the shape (2, 2); it must have one dimension",
        "--teacher-a @f32.npy | holds float32; weights come as float64: save it with astype",
        "--start-a @ynan.npy | ynan.npy[0] is NaN; every number must be finite",
        "--start-v @zero.npy | holds zeros only, which have no direction",
        "--start-v @unit.npy --init cnn | --init and --start-v both say where v begins",
        "--steps | --steps",
        "--student | --student",
        "--lr 1 | --lr",
      })
  void aMistakeIsNamed(String options, String sentence) {
    Path out = folder.resolve("out");
    CommandLineRun run = TrainOutput.run(out, options.replace("@", folder + "/"));
    assertSentence(run, 2, sentence.replace("2.236", "2.23606797749979"));
    assertThat(out).doesNotExist();
  }

  @Test
  void aFolderThatCannotBeIsRefusedBeforeTheRun() throws IOException {
    Path file = Files.writeString(folder.resolve("mine"), "mine");
    String forEver = "--steps 9000000000000000000";
    assertSentence(TrainOutput.run(file, forEver), 2, "which is a file; it must name a folder");
    assertSentence(TrainOutput.run(file.resolve("x"), forEver), 2, "cannot be written to");
    assertSentence(TrainOutput.run(Path.of("/proc/x"), forEver), 2, "cannot be written to");
    assertThat(file).hasContent("mine");
    Path inTheWay = Files.createDirectories(folder.resolve("there/v.npy"));
    assertSentence(TrainOutput.run(folder.resolve("there"), forEver), 2, "where v.npy is a folder");
    assertThat(inTheWay).isEmptyDirectory();
  }

  @ParameterizedTest
  @CsvSource({
    "dense, 0.6, 0.6",
    "projected, 0.6, 0.6",
    "angular, 0.6, 0.6",
    "population, 0.1, 1e308",
  })
  void aRunThatDivergesNamesTheStepAndLeavesNothing(String gradient, String etaA, String etaW)
      throws IOException {
    Path out = folder.resolve("out");
    String options = "--every 1 --gradient " + gradient + " --schedule *:" + etaA + ":" + etaW;
    CommandLineRun run = TrainOutput.run(out, options);
    assertSentence(run, 1, "left the finite range with step sizes etaA = " + etaA);
    assertThat(run.err()).containsPattern("step \\d+ left");
    assertThat(out).doesNotExist();

    TrainOutput before = TrainOutput.of(out, "--steps 10");
    double[] weights = before.weights();
    assertThat(TrainOutput.run(out, options).code()).isEqualTo(1);
    assertThat(before.weights()).containsExactly(weights);
    try (var files = Files.list(out)) {
      assertThat(files.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "report.html", "a.npy", "v.npy", "trajectory.csv", "train.json");
    }
  }

  private static void assertSentence(CommandLineRun run, int code, String sentence) {
    assertThat(run.err()).startsWith("skiplane: ").contains(sentence);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).doesNotContain("Exception").doesNotContain("\tat");
    assertThat(run.out()).isEmpty();
    assertThat(run.code()).isEqualTo(code);
  }
}
