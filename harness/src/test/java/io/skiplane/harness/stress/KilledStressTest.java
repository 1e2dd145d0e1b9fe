package io.skiplane.harness.stress;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.harness.cli.CommandLineRun;
import io.skiplane.harness.cli.SkiplaneProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, killed at random instants or asked to stop: no block is lost or changed. */
class KilledStressTest {
  private static final int KILLS = 8;
  private static final String OPTIONS =
      "--blocks 16 --check 20 --threads 2 --seed 5 --checkpoint 0.01";
  private static final List<String> RESULTS =
      List.of("report.html", "stress.json", "throughput.csv", "mismatches.csv", "step-times.hlog");

  @TempDir private Path folder = Path.of("");

  private final Random random = new Random(11);

  /** On the scalar kernel, against a run on vectors that nobody has disturbed. */
  @Test
  void killedRunsComeToTheSameBits() throws Exception {
    Path whole = folder.resolve("whole");
    CommandLineRun reference = StressOutput.run(whole, OPTIONS);
    assertThat(reference.code()).as(reference.err()).isZero();
    Path out = folder.resolve("killed");
    int kills = 0;
    int resumed = 0;
    for (int run = 0; kills < KILLS; run++) {
      if (Files.exists(out.resolve("stress.json"))) {
        assertSame(whole, out);
        out = folder.resolve("killed-" + run);
      }
      Path checkpoint = out.resolve("checkpoint");
      boolean goesOn = Files.exists(checkpoint);
      long saved = SkiplaneProcess.written(checkpoint);
      SkiplaneProcess process = SkiplaneProcess.start(folder, args(out, goesOn));
      if (process.killSometime(random, checkpoint, saved, 900)) {
        kills++;
        resumed += goesOn ? 1 : 0;
      } else {
        assertThat(process.code()).as(process.errors()).isZero();
      }
    }
    while (!Files.exists(out.resolve("stress.json")) || Files.exists(out.resolve("checkpoint"))) {
      SkiplaneProcess process =
          SkiplaneProcess.start(folder, args(out, Files.exists(out.resolve("checkpoint"))));
      assertThat(process.code()).as(process.errors()).isZero();
    }
    assertSame(whole, out);
    assertThat(resumed).as("runs that went on from a checkpoint").isPositive();
  }

  private static List<String> args(Path out, boolean goesOn) {
    return goesOn ? List.of("stress", "--resume", out.toString()) : StressOutput.args(out, OPTIONS);
  }

  private static void assertSame(Path expected, Path actual) throws Exception {
    StressOutput output = StressOutput.of(actual);
    StressOutput reference = StressOutput.of(expected);
    assertThat(output.digests()).isEqualTo(reference.digests());
    assertThat(output.json().path("rounds")).isEqualTo(reference.json().path("rounds"));
    assertThat(Files.readAllLines(actual.resolve("throughput.csv")))
        .hasSameSizeAs(Files.readAllLines(expected.resolve("throughput.csv")));
    assertThat(Files.exists(actual.resolve("checkpoint"))).isFalse();
  }

  @Test
  void aStoppedRunReportsSoFarAndTellsHowToGoOn() throws Exception {
    Path out = folder.resolve("out of the way");
    SkiplaneProcess process =
        SkiplaneProcess.start(
            folder, StressOutput.args(out, "--minutes 60 --check 2 --checkpoint 0.01"));
    process.waitFor(out.resolve("checkpoint"));
    CommandLineRun second = CommandLineRun.of("stress", "--resume", out.toString());
    assertThat(second.code()).isEqualTo(2);
    assertThat(second.err()).contains("where another run of Skiplane is at work");
    process.stop();
    assertThat(process.code()).isEqualTo(143);
    assertThat(process.errors())
        .contains("Stopped. This goes on: skiplane stress --resume '" + out + "'");
    try (Stream<Path> files = Files.list(out)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsAll(RESULTS)
          .contains("checkpoint", "throughput.part");
    }
    assertThat(StressOutput.of(out).json().path("finished").asBoolean()).isFalse();

    byte[] state = Files.readAllBytes(out.resolve("checkpoint"));
    state[state.length / 2] ^= 1;
    Files.write(out.resolve("checkpoint"), state);
    CommandLineRun altered = CommandLineRun.of("stress", "--resume", out.toString());
    assertThat(altered.code()).isEqualTo(1);
    assertThat(altered.err()).contains(out.resolve("checkpoint") + " is torn or was altered");
  }
}
