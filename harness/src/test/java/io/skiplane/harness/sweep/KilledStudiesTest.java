package io.skiplane.harness.sweep;

import static org.assertj.core.api.Assertions.assertThat;

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
 * Sweeps and studies in real processes, killed at random instants, gone on with, killed again: the
 * results are those of a run that nobody has disturbed, byte by byte. (Beside those of train.)
 */
class KilledStudiesTest {
  private static final int KILLS = 18;
  private static final List<String> KINDS = List.of("cells", "students", "reproduce");

  @TempDir private Path folder = Path.of("");

  private final Random random = new Random(11);
  private int kills;
  private int resumed;

  @Test
  void comeToTheSameBytes() throws Exception {
    for (String kind : KINDS) {
      CommandLineRun run =
          CommandLineRun.of(args(kind, folder.resolve(kind)).toArray(String[]::new));
      assertThat(run.code()).as(run.err()).isZero();
    }
    for (int round = 0; kills < KILLS; round++) {
      String kind = KINDS.get(round % KINDS.size());
      Path out = folder.resolve("killed-" + round);
      disturbed(kind, out);
      assertSame(folder.resolve(kind), out, kind);
    }
    // Else nothing above has gone on from a checkpoint.
    assertThat(resumed).isPositive();
  }

  private static List<String> args(String kind, Path out) {
    List<String> args =
        new ArrayList<>(
            switch (kind) {
              case "cells" ->
                  List.of("sweep", "--k=16,20", "--angle=0.3pi:0.7pi:3", "--students=2000");
              case "students" ->
                  List.of("sweep", "--k=16,20", "--start=cnn", "--students=4000", "--rows=student");
              default -> List.of("reproduce", "--ks=16,25", "--students=1200");
            });
    args.addAll(List.of("--checkpoint=0.02", "--out", out.toString()));
    return args;
  }

  private static List<String> resume(String kind, Path out) {
    return kind.equals("reproduce")
        ? List.of("reproduce", "--resume", out.toString())
        : List.of("sweep", "--checkpoint=0.02", "--resume", out.toString());
  }

  private void disturbed(String kind, Path out) throws Exception {
    while (!Files.exists(out.resolve("run.json")) || Files.exists(out.resolve("checkpoint"))) {
      Path checkpoint = out.resolve("checkpoint");
      boolean goesOn = Files.exists(checkpoint);
      long saved = SkiplaneProcess.written(checkpoint);
      resumed += goesOn ? 1 : 0;
      SkiplaneProcess process =
          SkiplaneProcess.start(folder, goesOn ? resume(kind, out) : args(kind, out));
      if (kills < KILLS && process.killSometime(random, checkpoint, saved, 1500)) {
        kills++;
      } else {
        assertThat(process.code()).as(process.errors()).isZero();
      }
    }
  }

  private static void assertSame(Path expected, Path actual, String kind) throws IOException {
    List<String> results = new ArrayList<>(List.of("results.csv", "run.json"));
    results.add(kind.equals("reproduce") ? "paths.csv" : "results.parquet");
    results.add("report.html");
    assertThat(actual.resolve("results.csv"))
        .hasSameBinaryContentAs(expected.resolve("results.csv"));
    if (!kind.equals("reproduce")) {
      assertThat(actual.resolve("results.parquet"))
          .hasSameBinaryContentAs(expected.resolve("results.parquet"));
    }
    // Killed between its last two breaths, a run leaves what no other run minds.
    List<String> mayStay = new ArrayList<>(List.of("results.part", ".lock"));
    mayStay.addAll(results);
    try (Stream<Path> files = Files.list(actual)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsAll(results)
          .isSubsetOf(mayStay);
    }
  }
}
