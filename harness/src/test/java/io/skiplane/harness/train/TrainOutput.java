package io.skiplane.harness.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.skiplane.harness.cli.CommandLineRun;
import io.skiplane.harness.npy.NpyFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a successful run of {@code skiplane train} left.
 *
 * @param folder its results
 * @param json the document
 */
record TrainOutput(Path folder, JsonNode json) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Runs it with results in {@code folder}; it must succeed. */
  static TrainOutput of(Path folder, String... options) throws IOException {
    CommandLineRun run = run(folder, options);
    // A run of some seconds tells how far it is.
    assertThat(run.err().lines()).allMatch(line -> line.contains(" steps/s "));
    assertThat(run.code()).isZero();
    return new TrainOutput(folder, MAPPER.readTree(Files.readString(folder.resolve("train.json"))));
  }

  /** Runs it with results in {@code folder}, however it ends. */
  static CommandLineRun run(Path folder, String... options) {
    return CommandLineRun.of(
        Stream.concat(
                Stream.of("train", "--out", folder.toString()),
                Stream.of(options).flatMap(option -> Stream.of(option.split(" ", -1))))
            .toArray(String[]::new));
  }

  String digest() {
    return json.get("digest").asText();
  }

  double last(String name) {
    return json.get("last").get(name).asDouble();
  }

  /** The end state: a, then v. */
  double[] weights() throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      NpyFile a = NpyFile.map(folder.resolve("a.npy"), arena);
      NpyFile v = NpyFile.map(folder.resolve("v.npy"), arena);
      double[] weights = new double[(int) (a.count() + v.count())];
      for (int i = 0; i < weights.length; i++) {
        weights[i] = i < a.count() ? a.get(i) : v.get(i - a.count());
      }
      return weights;
    }
  }

  List<String> trajectory() throws IOException {
    return Files.readAllLines(folder.resolve("trajectory.csv"));
  }
}
