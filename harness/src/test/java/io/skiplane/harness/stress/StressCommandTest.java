package io.skiplane.harness.stress;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.skiplane.harness.cli.CommandLineRun;
import io.skiplane.lanes.Twins;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StressCommandTest {
  private static final int BLOCKS = 6;

  @TempDir private Path folder = Path.of("");

  @Test
  void everyGradientByEveryRouteToTheSameBits() throws Exception {
    Path out = folder.resolve("out");
    CommandLineRun run =
        StressOutput.run(out, "--blocks " + BLOCKS + " --check 100 --threads 2 --json -");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err())
        .contains("36 of 36 blocks were computed again by other routes, to the same bits")
        .doesNotContain("MISMATCH");
    assertThat(run.out()).isEqualTo(Files.readString(out.resolve("stress.json")));

    StressOutput output = StressOutput.of(out);
    assertThat(output.json().path("finished").asBoolean()).isTrue();
    assertThat(output.json().path("rounds").asLong()).isEqualTo(BLOCKS / 2);
    assertThat(output.mismatches()).hasSize(1);
    assertThat(output.gradients()).hasSize(6);
    output.gradients().forEach(StressCommandTest::assertChecked);
    assertTables(out, output);

    // Neither threads nor what is checked by whom decide on a bit.
    Path alone = folder.resolve("alone");
    CommandLineRun other =
        StressOutput.run(
            alone,
            "--blocks " + BLOCKS + " --check 100 --threads 1 --gradient reduced,resident,dense");
    assertThat(other.code()).as(other.err()).isZero();
    assertThat(StressOutput.of(alone).digests())
        .hasSize(3)
        .allSatisfy((name, digest) -> assertThat(output.digests()).containsEntry(name, digest));
  }

  private static void assertChecked(JsonNode gradient) {
    String name = gradient.path("gradient").asText();
    assertThat(gradient.path("blocks").asLong()).isEqualTo(BLOCKS);
    Map<String, Long> checks = new HashMap<>();
    for (JsonNode check : gradient.path("checks")) {
      assertThat(check.path("mismatches").asLong()).isZero();
      checks.put(check.path("route").asText(), check.path("blocks").asLong());
    }
    assertThat(checks.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(BLOCKS);
    assertThat(checks).containsKeys("scalar", "thread");
    assertThat(checks.containsKey("memory")).isEqualTo(name.equals("resident"));
    for (int bits = Twins.runtime().laneBits() / 2; bits >= 128; bits /= 2) {
      assertThat(checks).containsKey(bits + " bits");
    }
    assertThat(gradient.path("stepsPerSecond").asDouble()).isPositive();
  }

  private static void assertTables(Path out, StressOutput output) throws Exception {
    List<String> turns = Files.readAllLines(out.resolve("throughput.csv"));
    assertThat(turns).hasSize(1 + 6 * BLOCKS / 2);
    assertThat(turns.getFirst())
        .isEqualTo("seconds,gradient,round,steps,busySeconds,stepsPerSecond,residentBytes");
    Map<String, Long> untimed = new HashMap<>();
    for (String turn : turns.subList(1, turns.size())) {
      String[] cells = turn.split(",", -1);
      if (cells[2].equals("0")) {
        untimed.put(cells[1], Long.parseLong(cells[3]));
      }
    }
    Map<String, Long> timed = new HashMap<>();
    try (HistogramLogReader reader =
        new HistogramLogReader(out.resolve("step-times.hlog").toFile())) {
      for (EncodableHistogram times = reader.nextIntervalHistogram();
          times != null;
          times = reader.nextIntervalHistogram()) {
        timed.put(times.getTag(), ((org.HdrHistogram.Histogram) times).getTotalCount());
      }
    }
    output
        .gradients()
        .forEach(
            gradient -> {
              String name = gradient.path("gradient").asText();
              long steps = gradient.path("steps").asLong();
              JsonNode times = gradient.path("stepNanos");
              assertThat(timed).containsEntry(name, steps - untimed.getOrDefault(name, 0L));
              assertThat(times.path("steps").asLong()).isEqualTo(timed.get(name));
              assertThat(times.path("p50").asDouble())
                  .isPositive()
                  .isLessThanOrEqualTo(times.path("p99").asDouble());
              assertThat(times.path("p99.99").asDouble())
                  .isLessThanOrEqualTo(times.path("max").asDouble());
              JsonNode last = times.path("curve").get(times.path("curve").size() - 1);
              assertThat(last.path("percent").asDouble()).isEqualTo(100);
              assertThat(last.path("nanos").asDouble()).isEqualTo(times.path("max").asDouble());
            });
  }

  @Test
  void doublesAndOneInputThatNoOtherJvmHasRoomFor() throws Exception {
    Path out = folder.resolve("out");
    CommandLineRun run =
        StressOutput.run(
            out,
            "--k 1000 --p 64 --memory 700k --gradient resident,dense --precision double"
                + " --blocks 3 --check 100 --threads 2");
    assertThat(run.code()).as(run.err()).isZero();
    StressOutput output = StressOutput.of(out);
    assertThat(output.json().path("inputs").asLong()).isEqualTo(1);
    List<String> routes =
        output
            .gradients()
            .filter(gradient -> gradient.path("gradient").asText().equals("resident"))
            .flatMap(gradient -> StreamSupport.stream(gradient.path("checks").spliterator(), false))
            .map(check -> check.path("route").asText())
            .toList();
    assertThat(routes).containsExactlyInAnyOrder("scalar", "thread", "memory");
  }
}
