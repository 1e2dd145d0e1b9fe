package io.skiplane.harness.score;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.skiplane.harness.cli.CommandLineRun;
import io.skiplane.lanes.Twins;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchCommandTest {
  @TempDir Path folder;

  /** The shortest run: its numbers mean nothing, but all is there. */
  @Test
  void measuresEveryKernelInAJvmOfItsOwn() throws Exception {
    Path json = folder.resolve("score.json");
    CommandLineRun run =
        CommandLineRun.of("bench", "--seconds", "1", "--threads", "2", "--json", json.toString());
    assertThat(run.err()).doesNotContain("skiplane:");
    assertThat(run.code()).isZero();
    assertThat(run.out().lines().filter(line -> !line.startsWith("Written: ")))
        .allMatch(line -> line.length() <= 80);
    assertThat(run.out())
        .contains("machine  ")
        .contains("JDK      25")
        .contains("flags    ")
        .contains("answers  the same to the last bit from all kernels")
        .contains("Score ")
        .contains("Written: " + json);
    for (Item item : Item.steps()) {
      assertThat(run.out()).containsPattern("(?m)^" + item.word() + " +1 thread +[0-9.]+");
    }
    JsonNode document = new ObjectMapper().readTree(Files.readString(json));
    int widest = Twins.runtime().laneBits();
    int kernels = widest == 512 ? 4 : widest == 256 ? 3 : widest == 128 ? 2 : 1;
    assertThat(document.path("kernels")).hasSize(kernels);
    for (JsonNode kernel : document.path("kernels")) {
      assertThat(kernel.path("steps")).hasSize(10);
      assertThat(kernel.path("limits")).hasSize(kernel.path("laneBits").asInt() == 0 ? 0 : 10);
      for (JsonNode step : kernel.path("steps")) {
        assertThat(step.path("stepsPerSecond").asDouble()).isPositive();
      }
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(json);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--seconds 0 | --seconds is 0; it must be a whole number from 1 to 86400",
        "--seconds 1e2 | --seconds is 1e2; it must be",
        "--threads 0 | --threads is 0; it must be a whole number from 1 to 1024",
        "--threads many | --threads is many; it must be",
        "--json /proc/score.json | --json is /proc/score.json, a file that cannot be written to",
        "--json /tmp | --json is /tmp, which is a folder; it must name a file",
        "--json | --json",
        "--fast | '--fast'",
      })
  void refusesWhatCannotBe(String options, String sentence) {
    String[] args =
        Stream.concat(Stream.of("bench"), Arrays.stream(options.split(" ", -1)))
            .toArray(String[]::new);
    CommandLineRun run = CommandLineRun.of(args);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("skiplane: ").contains(sentence);
    assertThat(run.err().lines()).hasSize(1);
  }

  @Test
  void saysWhatItDoes() {
    CommandLineRun run = CommandLineRun.of("bench", "--help");
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("--seconds").contains("--json").contains("--threads");
  }
}
