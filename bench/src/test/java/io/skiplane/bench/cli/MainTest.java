package io.skiplane.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.bench.report.Canned;
import io.skiplane.bench.report.Report;
import io.skiplane.bench.rows.Row;
import io.skiplane.memory.Precision;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {
  @TempDir private Path folder = Path.of("");
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return Main.run(new PrintWriter(out), new PrintWriter(err), args);
  }

  private String file(String name, double ns) throws IOException {
    String json = new Canned().row(Row.REDUCED, Precision.DOUBLE, "vector", ns, 0).json();
    return Files.writeString(folder.resolve(name), json).toString();
  }

  @Test
  void compareEndsWithOneWhereARowMoved() throws IOException {
    String a = file("a.json", 2);
    String b = file("b.json", 3);
    assertThat(run("compare", a, a)).isZero();
    assertThat(run("compare", a, b)).isEqualTo(1);
    assertThat(out.toString()).contains("slower");
  }

  @Test
  void compareRefusesWhatItCannotRead() throws IOException {
    String a = file("a.json", 2);
    assertThat(run("compare", a, folder.resolve("missing.json").toString())).isEqualTo(2);
    Path other = Files.writeString(folder.resolve("other.json"), "{}");
    assertThat(run("compare", a, other.toString())).isEqualTo(2);
    Path broken = Files.writeString(folder.resolve("broken.json"), "[{");
    assertThat(run("compare", a, broken.toString())).isEqualTo(2);
    assertThat(run("compare", a, folder.toString())).isEqualTo(2);
    assertThat(err.toString().lines())
        .hasSize(4)
        .satisfiesExactly(
            line -> assertThat(line).endsWith("missing.json: it does not exist"),
            line -> assertThat(line).contains("not an array"),
            line -> assertThat(line).contains("broken.json is not JSON").contains("end-of-input"),
            line -> assertThat(line).contains("cannot read " + folder + ": "));
    assertThat(err.toString()).doesNotContain("Exception");
  }

  @Test
  void compareRefusesToHaveComparedNothing() throws IOException {
    String a = file("a.json", 2);
    String other = new Canned().row(Row.DENSE_100X8, Precision.FLOAT, "vector", 2, 0).json();
    Path b = Files.writeString(folder.resolve("b.json"), other);
    assertThat(run("compare", a, b.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("nothing was compared, as no row is both in");
    Path once =
        Files.writeString(folder.resolve("c.json"), new Canned().once(Row.REDUCED, 2).json());
    assertThat(run("compare", once.toString(), once.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("as no row has an error in both runs");
  }

  @Test
  void everyRowHasAnIdThatChoosesIt() {
    assertThat(run("run", "--list")).isZero();
    for (Row row : Row.values()) {
      for (Precision precision : Precision.values()) {
        assertThat(out.toString().lines()).contains(row.id(precision));
      }
    }
  }

  @Test
  void theListIsOfWhatIsWanted() {
    assertThat(run("run", "--list", "--rows", "population-100x8")).isZero();
    assertThat(out.toString().lines())
        .containsExactly("population-100x8-float", "population-100x8-double");
    assertThat(run("run", "--list", "--peers", "--rows", "normals-float-mkl")).isZero();
    assertThat(out.toString().lines().skip(2)).containsExactly("normals-float-mkl");
    assertThat(run("run", "--list", "--rows", "no such row")).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --sweep --peers                | --sweep, --peers are mutually exclusive
          --memory 4                     | --memory is of the sweep's inputs alone: add --sweep
          --sweep --memory 0             | --memory is 0; it must be from 1 to 16777216 MiB
          --sweep --memory 9999999999999 | --memory is 9999999999999; it must be from 1
          --rows [                       | --rows is [, which is no regular expression: Unclosed
          -- -t 2                        | after -- stands -t, which the bench sets itself
          -- -p kernel=scalar            | after -- stands -p, which the bench sets itself
          -- StepBenchmark               | after -- stands a name of benchmarks, which the bench
          -- -bm thrpt                   | after -- stands -bm, which the bench sets itself
          -- -rff x.json                 | after -- stands -rff, which the bench sets itself
          -- -f 0                        | after -- stands -f 0, and without a fork nothing is
          -- -nonsense                   | after --, JMH's options:
          """)
  void wrongUsageIsOneSentence(String words, String sentence) {
    List<String> arguments = new ArrayList<>(List.of("run", "--out", folder.toString()));
    arguments.addAll(List.of(words.split(" ", -1)));
    assertThat(run(arguments.toArray(String[]::new))).isEqualTo(2);
    assertThat(err.toString().lines()).singleElement().asString().contains(sentence);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aReportOfNothingIsRefused() throws IOException {
    assertThat(run("run", "--report", "--out", folder.toString())).isEqualTo(2);
    assertThat(run("run", "--report", "--sweep", "--out", folder.toString())).isEqualTo(2);
    assertThat(err.toString())
        .contains(folder + " holds no results, neither bench.json nor peers.json: bench/run --out")
        .contains(folder + " holds no sweep, no sweep.json: bench/run --sweep --out");
    assertThat(folder).isEmptyDirectory();
    Files.copy(Path.of(file("a.json", 2)), folder.resolve(Report.BENCH_JSON));
    assertThat(run("run", "--report", "--out", folder.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("machine.json: it does not exist");
  }

  @Test
  void aFolderThatCannotBeMadeIsRefusedBeforeAnythingIsMeasured() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThat(run("run", "--out", file.toString())).isEqualTo(2);
    assertThat(run("run", "--out", file.resolve("below").toString())).isEqualTo(2);
    assertThat(err.toString().lines())
        .satisfiesExactly(
            line -> assertThat(line).endsWith("which is a file; it must name a folder"),
            line -> assertThat(line).contains("a folder that cannot be written to: "));
  }

  @Test
  void unknownRowsAreRefused() {
    assertThat(run("run", "--rows", "no such row", "--out", folder.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("no such row").contains("--list");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void theSweepStaysWithinItsMemory() {
    assertThat(run("run", "--sweep", "--memory", "1", "--list")).isZero();
    assertThat(out.toString().lines())
        .contains("sweep-16x16-float", "sweep-16x16384-float", "sweep-1024x256-float")
        .doesNotContain("sweep-16x65536-float", "sweep-1024x256-double", "sweep-1024x1024-float");
  }
}
