package io.skiplane.harness.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.skiplane.gradient.FreshInputs;
import io.skiplane.harness.cli.CommandLineRun;
import io.skiplane.harness.npy.NpyBytes;
import io.skiplane.harness.npy.NpyFile;
import io.skiplane.harness.npy.NpzFile;
import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataCommandTest {
  @TempDir private Path folder;

  private static CommandLineRun data(String... options) {
    return CommandLineRun.of(
        Stream.concat(
                Stream.of("data"), Stream.of(options).flatMap(o -> Stream.of(o.split(" ", -1))))
            .toArray(String[]::new));
  }

  private CommandLineRun make(String name, String more) {
    CommandLineRun run = data("make --out " + folder.resolve(name) + " " + more);
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    return run;
  }

  private String[] files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toArray(String[]::new);
    }
  }

  /** Some pieces of several mebibytes. */
  @ParameterizedTest
  @CsvSource({"FLOAT, false", "DOUBLE, false", "FLOAT, true"})
  void inputsAreThoseOfTheDenseGradient(Precision precision, boolean compressed)
      throws IOException {
    String format = precision == Precision.FLOAT ? "float" : "double";
    String compress = compressed ? " --compress" : "";
    CommandLineRun run =
        make("x.npz", "--inputs 1200 --k 60 --p 20 --seed 5 --precision " + format + compress);
    assertThat(run.out())
        .contains("1200 inputs of 60 patches of 20 " + format + "s and their labels")
        .contains("skiplane train --gradient resident --data " + folder.resolve("x.npz"));
    assertThat(files()).containsExactly("x.json", "x.npz");
    Shape shape = new Shape(60, 20);
    try (Arena arena = Arena.ofConfined();
        NpzFile archive = NpzFile.open(folder.resolve("x.npz"))) {
      assertThat(archive.arrays()).containsExactly("z", "labels");
      NpyFile z = archive.read("z", arena);
      assertThat(z.shape()).containsExactly(1200L, 60L, 20L);
      assertThat(z.precision()).isEqualTo(precision);
      assertThat(archive.read("labels", arena).shape()).containsExactly(1200L);
      long bytes = shape.elements() * precision.bytes();
      MemorySegment one = arena.allocate(bytes, 64);
      FreshInputs fresh = new FreshInputs(arena, shape, precision, 1, 5, 0);
      for (long i = 0; i < 1200; i++) {
        fresh.write(i, one, 0);
        assertThat(z.numbers().asSlice(i * bytes, bytes).mismatch(one)).isEqualTo(-1);
      }
    }
  }

  /** Training on the file is the dense run that would have drawn it, but for labels' rounding. */
  @Test
  void aRunOnTheFileIsTheDenseRun() throws IOException {
    make("x.npz", "--inputs 300 --seed 4");
    Path dense = folder.resolve("dense");
    Path resident = folder.resolve("resident");
    String both = "--steps 300 --schedule *:0.002:0.0001 --seed 4 --out ";
    for (String options :
        new String[] {
          "--gradient dense " + both + dense,
          "--gradient resident --data " + folder.resolve("x.npz") + " " + both + resident
        }) {
      String[] args = ("train " + options).split(" ", -1);
      assertThat(CommandLineRun.of(args).code()).isZero();
    }
    try (Arena arena = Arena.ofConfined()) {
      for (String file : new String[] {"a.npy", "v.npy"}) {
        NpyFile one = NpyFile.map(dense.resolve(file), arena);
        NpyFile other = NpyFile.map(resident.resolve(file), arena);
        for (long i = 0; i < one.count(); i++) {
          assertThat(other.get(i)).isCloseTo(one.get(i), offset(1e-11));
        }
      }
    }
  }

  @Test
  void npyFilesHoldTheSameAndTheDocumentTellsHow() throws IOException {
    String options = "--inputs 500 --precision float --noise 0.25 --seed -3 --teacher-norm 9";
    make("x.npz", options);
    make("y.npy", options);
    assertThat(files()).containsExactly("x.json", "x.npz", "y-labels.npy", "y.json", "y.npy");
    try (Arena arena = Arena.ofConfined();
        NpzFile archive = NpzFile.open(folder.resolve("x.npz"))) {
      NpyFile z = NpyFile.map(folder.resolve("y.npy"), arena);
      NpyFile labels = NpyFile.map(folder.resolve("y-labels.npy"), arena);
      assertThat(z.numbers().mismatch(archive.read("z", arena).numbers())).isEqualTo(-1);
      assertThat(labels.numbers().mismatch(archive.read("labels", arena).numbers())).isEqualTo(-1);
      // The noise alone: its standard deviation over 500 labels is 0.25 within 6σ.
      make("quiet.npy", options.replace("--noise 0.25 ", ""));
      NpyFile quiet = NpyFile.map(folder.resolve("quiet-labels.npy"), arena);
      double squares = 0;
      for (long i = 0; i < 500; i++) {
        squares += Math.pow(labels.get(i) - quiet.get(i), 2);
      }
      assertThat(Math.sqrt(squares / 500)).isBetween(0.2, 0.3);
    }
    JsonNode json = new ObjectMapper().readTree(folder.resolve("y.json").toFile());
    assertThat(json.get("schema").asText()).isEqualTo("skiplane/data/1");
    assertThat(json.get("labelsFile").asText()).isEqualTo("y-labels.npy");
    assertThat(json.get("inputs").asLong()).isEqualTo(500);
    assertThat(json.get("seed").asLong()).isEqualTo(-3);
    assertThat(json.get("noise").asDouble()).isEqualTo(0.25);
    assertThat(json.get("teacher").get("norm").asDouble()).isCloseTo(9, offset(1e-12));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "make --out x.npz | Missing required option: '--inputs=N'",
        "make --inputs 0 --out x.npz | --inputs is 0; it must be a whole number from 1 to",
        "make --inputs 5 --out x.csv | --out is x.csv; it must name a file that ends in .npy",
        "make --inputs 5 --out .npy | it must name a file that ends in .npy or .npz",
        "make --inputs 5 --noise -1 --out x.npz | --noise is -1; it must be at least 0",
        "make --inputs 5 --compress --out x.npy | --compress is for an .npz",
        "make --inputs 1000000000000 --out x.npz | left; ask for fewer --inputs, or name another",
        "make --inputs 99999999999999999 --out x.npz | --inputs is 99999999999999999; it must be",
        "show none.npz | none.npz does not exist; check the path",
        "show | Missing required parameter: 'FILE'",
        "|data needs one of the commands make, show",
      })
  void whatCannotBeMeantIsOneSentence(@Nullable String options, String sentence) {
    CommandLineRun run = options == null ? CommandLineRun.of("data") : data(options);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains(sentence).hasLineCount(1);
    for (String name : new String[] {"x.npz", "x.npy", "x.json"}) {
      assertThat(Path.of(name)).doesNotExist();
    }
  }

  @Test
  void showTellsWhatAFileHolds() throws IOException {
    make("x.npz", "--inputs 1000");
    CommandLineRun run = data("show " + folder.resolve("x.npz"));
    assertThat(run.code()).isZero();
    assertThat(run.out().lines())
        .containsExactly(
            folder.resolve("x.npz") + ": 2 arrays",
            "  z       float64 (1000, 16, 8), 1000.0 KiB: 1000 inputs of 16 patches of 8, for"
                + " --data",
            "  labels  float64 (1000,), 7.8 KiB: 1000 labels or weights");
    Path vector = NpyBytes.file(folder, "v.npy", "(2,)", 1f, 2f);
    assertThat(data("show " + vector).out())
        .contains("  float32 (2,), 8 bytes: 2 labels or weights");
    byte[] bytes = Files.readAllBytes(folder.resolve("x.npz"));
    Files.write(folder.resolve("cut.npz"), Arrays.copyOf(bytes, bytes.length / 2));
    CommandLineRun cut = data("show " + folder.resolve("cut.npz"));
    assertThat(cut.code()).isEqualTo(2);
    assertThat(cut.err()).contains("cut.npz is cut short or no .npz").hasLineCount(1);
  }

  /** The files are staged under hidden names; what is in their way stays as it was. */
  @ParameterizedTest
  @ValueSource(strings = {"x.npz", "x.npy"})
  void anOldFileIsReplacedWholeOrStays(String name) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "old");
    Files.createDirectory(folder.resolve("x.json"));
    CommandLineRun refused = data("make --inputs 5 --out " + file);
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("x.json is a folder").hasLineCount(1);
    assertThat(file).hasContent("old");
    Files.delete(folder.resolve("x.json"));
    make(name, "--inputs 5");
    assertThat(Files.size(file)).isGreaterThan(100);
    assertThat(files()).allMatch(left -> !left.startsWith("."));
  }
}
