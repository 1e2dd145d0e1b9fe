package io.skiplane.harness.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.harness.cli.CommandLineRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TomlFileTest {
  @TempDir private Path folder = Path.of("");

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("grid.toml"), text);
  }

  @Test
  void aFileHoldsWhatOptionsCan() throws IOException {
    TomlFile toml =
        TomlFile.read(
            file(
                """
                # a comment
                sweep = "phase"
                k = [16, "25"]
                angle = "0.1pi:0.9pi:9"
                teacher-norm = {from = 3, to = 48.0, count = 5, log = true}
                eta-a = ["1/k^2", 0.001]
                students = 10_000
                """));
    assertThat(toml.base()).isNotNull().extracting(Given::joined).isEqualTo("phase");
    assertThat(toml.given().keySet())
        .containsExactly("k", "angle", "teacher-norm", "eta-a", "students");
    assertThat(toml.given().get("k"))
        .isNotNull()
        .extracting(Given::joined, Given::where)
        .containsExactly("16,25", folder.resolve("grid.toml") + ", line 3: k");
    SweepSpec spec = SweepSpec.of(java.util.Optional.of(BuiltIn.PHASE), toml.given());
    assertThat(spec.problems()).hasSize(2 * 9 * 5 * 2);
  }

  @Test
  void optionsComeBeforeTheFile() throws IOException {
    Path out = folder.resolve("out");
    CommandLineRun run =
        CommandLineRun.of(
            "sweep",
            file("k = [4, 5]\nstudents = 3\nangle = 0.5").toString(),
            "--k=6",
            "--out",
            out.toString());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("k = 6").contains("1 cell of 3 students: 3");
    assertThat(Files.readString(out.resolve("run.json"))).contains("\"angle\" : \"0.5\"");
  }

  static Stream<Arguments> hostile() {
    return Stream.of(
        Arguments.of("k = [16,", ", line 1 is not TOML: "),
        Arguments.of("k = 16\nk = 25", ", line 2 is not TOML: "),
        Arguments.of("k = 16\n\n???", ", line 3 is not TOML: "),
        Arguments.of("\n\nk = true", ", line 3: k is a truth value; it must be a number, a text"),
        Arguments.of("k = 1979-05-27", ", line 1: k is a date or time; it must be a number"),
        Arguments.of("k = []", ", line 1: k is an empty array; give at least one value"),
        Arguments.of("k = [[1]]", ", line 1: k is an array in an array; it must be a number"),
        Arguments.of("k = nan", ", line 1: k is NaN; it must be a number, such as"),
        Arguments.of("k = -inf", ", line 1: k is -Infinity; it must be a number, such as"),
        Arguments.of("[k]\nx = 1", ", line 1: k is a table with x; a range has from, to, count"),
        Arguments.of("k = {from = 1, to = 2}", ", line 1: k is a table without a number count"),
        Arguments.of(
            "k = {from = 1, to = 2, count = 2, log = 1}",
            ", line 1: k is a table whose log is 1; log is true or false"),
        Arguments.of("kk = 16", ", line 1: kk is unknown; the names are k, p, gradient"),
        Arguments.of("\"k\\n\" = 16", " is unknown; the names are k, p, gradient"),
        Arguments.of("k = 16\nsweep = \"faze\"", ", line 2: sweep is faze; it must be phase"),
        Arguments.of("k = \"\\u0000\\u001b[31m\"", ", line 1: k is [31m; it must be a number"),
        Arguments.of("k = 99999999999999999999", ", line 1 is not TOML: "),
        Arguments.of("k = " + "[".repeat(50_000), "grid.toml"),
        Arguments.of("k = \"" + "9".repeat(500_000) + "\"", "9…; it must be a number"),
        Arguments.of("a." + "b.".repeat(20_000) + "c = 1", "grid.toml"));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void aHostileFileIsOneSentence(String text, String sentence) throws IOException {
    assertOneSentence(file(text), sentence);
  }

  @Test
  void aFileThatIsNoTextOrNoFileIsOneSentence() throws IOException {
    Path file = folder.resolve("grid.toml");
    assertOneSentence(file, " is neither a built-in sweep nor a file; the sweeps are phase");
    Files.write(file, new byte[] {'k', '=', (byte) 0xC3, (byte) 0x28});
    assertOneSentence(file, "grid.toml is not UTF-8 text; save it as such");
    Files.writeString(file, "#".repeat((1 << 20) + 1), StandardCharsets.US_ASCII);
    assertOneSentence(file, "grid.toml is larger than 1048576 bytes; no sweep needs so many");
    assertOneSentence(folder, " is a folder; name a TOML file");
  }

  private void assertOneSentence(Path file, String sentence) {
    CommandLineRun run =
        CommandLineRun.of("sweep", file.toString(), "--out", folder.resolve("out").toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).startsWith("skiplane: " + folder).contains(sentence).hasLineCount(1);
    assertThat(run.err().length()).isLessThan(1000);
    assertThat(run.out()).isEmpty();
    assertThat(folder.resolve("out")).doesNotExist();
  }
}
