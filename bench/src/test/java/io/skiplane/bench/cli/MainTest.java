package io.skiplane.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.bench.report.Canned;
import io.skiplane.bench.rows.Row;
import io.skiplane.memory.Precision;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    assertThat(err.toString()).contains("missing.json").contains("not an array");
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
