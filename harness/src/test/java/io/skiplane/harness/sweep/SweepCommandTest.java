package io.skiplane.harness.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.skiplane.harness.cli.CommandLineRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepCommandTest {
  @TempDir private Path folder = Path.of("");

  private CommandLineRun sweep(Path out, String... args) {
    CommandLineRun run =
        CommandLineRun.of(
            Stream.of(Stream.of("sweep"), Arrays.stream(args), Stream.of("--out", out.toString()))
                .flatMap(part -> part)
                .toArray(String[]::new));
    assertThat(run.code()).as(run.err()).isZero();
    return run;
  }

  private static List<NamedCsvRecord> rows(Path out) throws IOException {
    List<NamedCsvRecord> rows = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> reader =
        CsvReader.builder().ofNamedCsvRecord(out.resolve("results.csv"))) {
      reader.forEach(rows::add);
    }
    return rows;
  }

  private static JsonNode json(Path out) throws IOException {
    return new ObjectMapper().readTree(out.resolve("run.json").toFile());
  }

  @Test
  void cellsAndStudentsTellTheSameInBothFormatsOnAnyThreads() throws IOException {
    String[] grid = {"--k=4,5", "--angle=0.4pi,0.7pi", "--students=300", "--start=cnn"};
    Path cells = folder.resolve("cells");
    CommandLineRun run = sweep(cells, add(grid, "--threads=1"));
    Path students = folder.resolve("students");
    sweep(students, add(grid, "--threads=2", "--rows=student"));
    assertThat(json(students).path("digest")).isEqualTo(json(cells).path("digest"));
    assertThat(run.out()).contains("Digest: " + json(cells).path("digest").asText());

    List<NamedCsvRecord> cellRows = rows(cells);
    List<NamedCsvRecord> studentRows = rows(students);
    assertThat(cellRows).hasSize(4);
    assertThat(studentRows).hasSize(1200);
    for (int cell = 0; cell < 4; cell++) {
      NamedCsvRecord row = cellRows.get(cell);
      List<NamedCsvRecord> own = studentRows.subList(300 * cell, 300 * cell + 300);
      for (int i = 0; i < 300; i++) {
        assertThat(own.get(i).getField("cell")).isEqualTo(Integer.toString(cell));
        assertThat(own.get(i).getField("student")).isEqualTo(Integer.toString(i));
        assertThat(own.get(i).getField("k")).isEqualTo(row.getField("k"));
        assertThat(own.get(i).getField("angle")).isEqualTo(row.getField("angle"));
      }
      for (String outcome : List.of("success", "trapped", "undecided", "diverged")) {
        assertThat(own.stream().filter(r -> r.getField("outcome").equals(outcome)).count())
            .isEqualTo(Long.parseLong(row.getField(outcome)));
        assertThat(json(cells).path("cells").path(cell).path(outcome).asText())
            .isEqualTo(row.getField(outcome));
      }
      long[] steps =
          own.stream()
              .filter(r -> r.getField("outcome").equals("success"))
              .mapToLong(r -> Long.parseLong(r.getField("steps")))
              .sorted()
              .toArray();
      assertThat(row.getField("stepsMedian"))
          .isEqualTo(Long.toString(steps[(steps.length - 1) / 2]));
    }
    ParquetRead.assertSame(cells);
    ParquetRead.assertSame(students);
  }

  @Test
  void jsonGoesToStandardOutputAlone() throws IOException {
    Path out = folder.resolve("out");
    CommandLineRun run = sweep(out, "--k=4", "--students=3", "--json", "-");
    assertThat(run.out()).isEqualTo(Files.readString(out.resolve("run.json")));
    assertThat(run.err()).contains("1 cell of 3 students").contains("Digest: ");
    assertThat(json(out).path("schema").asText()).isEqualTo("skiplane/sweep/1");
  }

  @Test
  void everyMethodRuns() throws IOException {
    Path out = folder.resolve("out");
    String[] common = {
      "--k=4",
      "--p=4",
      "--students=20",
      "--tolerance=1e-2",
      "--steps-limit=3000",
      "--rows=student",
      "--eta-a=0.02",
      "--warm-up=0",
      "--teacher-norm=2"
    };
    sweep(out, add(common, "--gradient=reduced,population,dense,projected,angular"));
    List<NamedCsvRecord> rows = rows(out);
    assertThat(rows).hasSize(100);
    for (int student = 0; student < 20; student++) {
      // The closed forms are the same but for rounding; a success is seen at the same check.
      assertThat(rows.get(20 + student).getField("outcome"))
          .isEqualTo(rows.get(student).getField("outcome"));
      assertThat(rows.get(20 + student).getField("steps"))
          .isEqualTo(rows.get(student).getField("steps"));
    }
    assertThat(rows.stream().filter(row -> row.getField("outcome").equals("success")).count())
        .isGreaterThan(70);
    Path noisy = folder.resolve("noisy");
    sweep(noisy, add(common, "--gradient=population", "--noise=0,1", "--noise-steps=100"));
    assertThat(rows(noisy)).hasSize(40);
  }

  @Test
  void aStudentThatDivergesIsCounted() throws IOException {
    Path out = folder.resolve("out");
    sweep(
        out,
        "--k=4",
        "--gradient=projected",
        "--students=5",
        "--teacher-norm=1e9",
        "--teacher-sum=0",
        "--eta-a=1.7",
        "--eta-w=1e9",
        "--rows=student",
        "--warm-up=0",
        "--precision=float");
    assertThat(rows(out)).hasSize(5).allMatch(row -> row.getField("outcome").equals("diverged"));
    assertThat(rows(out)).allMatch(row -> row.getField("phi").isEmpty());
    ParquetRead.assertSame(out);
  }

  @Test
  void theHelpShowsEveryOptionAndAnExample() {
    CommandLineRun run = CommandLineRun.of("sweep", "--help");
    assertThat(run.code()).isZero();
    for (String name : SweepSpec.names()) {
      assertThat(run.out()).contains("--" + name + "=");
    }
    for (BuiltIn sweep : BuiltIn.values()) {
      assertThat(run.out()).contains(sweep.id());
    }
    assertThat(run.out()).contains("skiplane sweep phase").contains("grid.toml");
    assertThat(run.out().lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void refusesWhatCannotBeTogether() {
    assertRefused("phase cannot stand beside --resume", "phase", "--resume", "x");
    assertRefused("--k cannot stand beside --resume", "--k=4", "--resume", "x");
    assertRefused("--threads is 0; it must be a whole number", "--threads=0");
    assertRefused("--json is x; it must be -", "--json=x");
    assertRefused("--checkpoint is -1; it must be a number of seconds", "--checkpoint=-1");
    assertRefused("--resume is nowhere; it must name the folder", "--resume", "nowhere");
  }

  private static void assertRefused(String sentence, String... args) {
    CommandLineRun run =
        CommandLineRun.of(
            Stream.concat(Stream.of("sweep"), Arrays.stream(args)).toArray(String[]::new));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains(sentence).hasLineCount(1);
  }

  private static String[] add(String[] some, String... more) {
    return Stream.concat(Arrays.stream(some), Arrays.stream(more)).toArray(String[]::new);
  }
}
