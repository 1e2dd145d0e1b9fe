package io.skiplane.harness.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.skiplane.harness.cli.CommandLineRun;
import io.skiplane.harness.cli.SkiplaneProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real processes, killed at random instants, gone on with, killed again: the results are those of a
 * run that nobody has disturbed, byte by byte.
 */
class KilledRunsTest {
  private static final int KILLS = 50;
  private static final List<String> GRADIENTS =
      List.of("population", "reduced", "dense", "projected");
  private static final List<String> BYTES = List.of("a.npy", "v.npy", "trajectory.csv");

  @TempDir private Path folder = Path.of("");

  private final Random random = new Random(7);
  private int kills;
  private int resumed;

  @Test
  void comeToTheSameBits() throws Exception {
    List<Path> references = new ArrayList<>();
    for (String gradient : GRADIENTS) {
      Path reference = folder.resolve(gradient);
      CommandLineRun run = CommandLineRun.of(args(gradient, reference).toArray(String[]::new));
      assertThat(run.code()).as(run.err()).isZero();
      references.add(reference);
    }
    for (int round = 0; kills < KILLS; round++) {
      int which = round % GRADIENTS.size();
      Path out = folder.resolve("killed-" + round);
      disturbed(GRADIENTS.get(which), out);
      assertSame(references.get(which), out);
    }
    // Else nothing above has gone on from a checkpoint.
    assertThat(resumed).isGreaterThan(KILLS / 5);
  }

  /** Some steps a checkpoint, so that kills hit all that is done to write one. */
  private static List<String> args(String gradient, Path out) {
    String steps =
        switch (gradient) {
          case "population", "reduced" -> "1500000";
          case "dense" -> "60000";
          default -> "300000";
        };
    return List.of(
        "train",
        "--gradient",
        gradient,
        "--steps",
        steps,
        "--every",
        "1000",
        "--seed",
        "3",
        "--schedule",
        "100000:0.004:0.0001,*:0.002:0.004",
        "--checkpoint",
        "0.01",
        "--out",
        out.toString());
  }

  private void disturbed(String gradient, Path out) throws Exception {
    while (!Files.exists(out.resolve("train.json")) || Files.exists(out.resolve("checkpoint"))) {
      Path checkpoint = out.resolve("checkpoint");
      boolean goesOn = Files.exists(checkpoint);
      long saved = SkiplaneProcess.written(checkpoint);
      resumed += goesOn ? 1 : 0;
      SkiplaneProcess process =
          SkiplaneProcess.start(
              folder, goesOn ? List.of("train", "--resume", out.toString()) : args(gradient, out));
      if (kills < KILLS && process.killSometime(random, checkpoint, saved, 1200)) {
        kills++;
      } else {
        int code = process.code();
        assertThat(code).as(process.errors()).isZero();
      }
    }
  }

  private static void assertSame(Path expected, Path actual) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    String digest = "digest";
    assertThat(mapper.readTree(actual.resolve("train.json").toFile()).path(digest))
        .isEqualTo(mapper.readTree(expected.resolve("train.json").toFile()).path(digest));
    for (String file : BYTES) {
      assertThat(actual.resolve(file)).hasSameBinaryContentAs(expected.resolve(file));
    }
    // Killed between its last two breaths, a run leaves what no other run minds.
    try (Stream<Path> files = Files.list(actual)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .contains("report.html", "a.npy", "v.npy", "trajectory.csv", "train.json")
          .isSubsetOf(
              "report.html",
              "a.npy",
              "v.npy",
              "trajectory.csv",
              "train.json",
              "trajectory.part",
              ".lock",
              ".counters");
    }
  }
}
