package io.skiplane.harness.stress;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.skiplane.harness.cli.CommandLineRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What a run of {@code skiplane stress} left in its folder. */
record StressOutput(Path folder, JsonNode json, List<String> mismatches) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** A problem so small that many blocks of it are computed in a second. */
  private static final String SMALL = "--k 100 --p 24 --block 1";

  static CommandLineRun run(Path folder, String options) {
    return CommandLineRun.of(args(folder, options).toArray(String[]::new));
  }

  static List<String> args(Path folder, String options) {
    boolean resident = !options.contains("--gradient") || options.contains("resident");
    String memory = resident && !options.contains("--memory") ? " --memory 1m" : "";
    String size = options.contains("--k ") ? "--block 1" : SMALL;
    return Stream.concat(
            Stream.of("stress", "--out", folder.toString()),
            Stream.of((size + memory + " " + options).split(" ", -1)))
        .toList();
  }

  static StressOutput of(Path folder) throws IOException {
    return new StressOutput(
        folder,
        MAPPER.readTree(Files.readString(folder.resolve("stress.json"))),
        Files.readAllLines(folder.resolve("mismatches.csv")));
  }

  /** The digest of each gradient. */
  Map<String, String> digests() {
    return gradients()
        .collect(
            Collectors.toMap(
                gradient -> gradient.path("gradient").asText(),
                gradient -> gradient.path("digest").asText()));
  }

  Stream<JsonNode> gradients() {
    return StreamSupport.stream(json.path("gradients").spliterator(), false);
  }
}
