package io.skiplane.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReproduceCommandTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int STUDENTS = 40;

  @TempDir static Path folder;
  private static CommandLineRun run = new CommandLineRun(-1, "", "");

  @BeforeAll
  static void runs() {
    run = reproduce(folder, "--json", "-");
  }

  private static CommandLineRun reproduce(Path out, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of("reproduce", "--ks", "16,25", "--students", "" + STUDENTS, "--seed", "7"));
    args.addAll(List.of("--out", out.toString()));
    args.addAll(List.of(more));
    return CommandLineRun.of(args.toArray(String[]::new));
  }

  @Test
  void printsTheDocumentAloneOnStandardOutput() throws Exception {
    assertThat(run.code()).isZero();
    assertThat(run.out()).startsWith("{").endsWith("}\n");
    assertThat(MAPPER.readTree(run.out())).isNotNull();
    assertThat(run.out()).isEqualTo(Files.readString(folder.resolve("run.json")));
    assertThat(run.err()).contains("Claims").contains("run.json");
  }

  @Test
  void theDocumentHasItsFields() throws Exception {
    JsonNode document = MAPPER.readTree(run.out());
    assertThat(document.path("schema").asText()).isEqualTo("skiplane/reproduce/1");
    assertThat(document.path("version").asText()).isNotEmpty();
    assertThat(document.path("seed").asLong()).isEqualTo(7);
    assertThat(document.path("kernel").asText()).isIn("vector", "scalar");
    assertThat(document.path("laneBits").asInt()).isIn(0, 128, 256, 512);
    assertThat(document.path("jdk").asText()).startsWith("25");
    assertThat(document.path("cpu").asText()).isNotEmpty();
    assertThat(document.path("threads").asInt()).isPositive();
    assertThat(document.path("elapsedSeconds").asDouble()).isPositive();
    assertThat(document.path("studentSteps").asLong()).isPositive();
    assertThat(document.path("claims")).hasSize(4);
    assertThat(document.path("agreements")).hasSize(6);
  }

  @Test
  void itsCountsAddUp() throws Exception {
    JsonNode cells = MAPPER.readTree(run.out()).path("cells");
    assertThat(cells).hasSize(8);
    for (JsonNode cell : cells) {
      assertThat(cell.properties().stream().map(field -> field.getKey()))
          .containsExactly(
              "k",
              "p",
              "variant",
              "students",
              "success",
              "trapped",
              "undecided",
              "stepsMedian",
              "digest");
      assertThat(cell.path("students").asLong()).isEqualTo(STUDENTS);
      assertThat(
              cell.path("success").asLong()
                  + cell.path("trapped").asLong()
                  + cell.path("undecided").asLong())
          .isEqualTo(STUDENTS);
      assertThat(cell.path("digest").asText()).matches("[0-9a-f]{32}");
    }
    assertThat(cells.path(3).path("variant").asText()).isEqualTo("cnn-constant");
    assertThat(cells.path(4).path("k").asLong()).isEqualTo(25);
  }

  @Test
  void theTableSaysTheSame() throws Exception {
    JsonNode cells = MAPPER.readTree(run.out()).path("cells");
    try (CsvReader<NamedCsvRecord> csv =
        CsvReader.builder().ofNamedCsvRecord(folder.resolve("results.csv"))) {
      List<NamedCsvRecord> records = csv.stream().toList();
      assertThat(records).hasSize(cells.size());
      for (int i = 0; i < records.size(); i++) {
        for (String field : List.of("k", "variant", "success", "stepsMedian", "digest")) {
          assertThat(records.get(i).getField(field)).isEqualTo(cells.path(i).path(field).asText());
        }
      }
    }
  }

  @Test
  void leavesOnlyItsFiles() throws Exception {
    assertThat(Files.readString(folder.resolve("report.html"))).contains("<html");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("report.html", "results.csv", "paths.csv", "run.json");
    }
  }

  @Test
  void theTextFitsATerminal(@TempDir Path other) {
    CommandLineRun plain = reproduce(other, "--threads", "1");
    assertThat(plain.code()).isZero();
    assertThat(plain.err()).doesNotContain("Claims");
    assertThat(plain.out().lines().filter(line -> !line.startsWith("Written: ")))
        .allMatch(line -> line.length() <= 80);
    assertThat(plain.out()).contains("ResNet, warm-up 1000").contains("holds").contains("agree");
  }

  @Test
  void writesOverEarlierResults(@TempDir Path other) throws Exception {
    Files.writeString(other.resolve("run.json"), "old");
    reproduce(other);
    assertThat(Files.readString(other.resolve("run.json"))).startsWith("{");
  }
}
