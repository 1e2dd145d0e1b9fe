package io.skiplane.harness.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.harness.cli.CommandLineRun;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportCommandTest {
  @TempDir static Path folder;

  @BeforeAll
  static void runs() {
    train("few", "--steps", "100", "--seed", "1");
    train("same", "--steps", "100", "--seed", "1");
    train("other", "--steps", "100", "--seed", "2");
  }

  private static void train(String name, String... more) {
    Stream<String> all =
        Stream.concat(Stream.of("train", "--k", "4", "--out", at(name)), Stream.of(more));
    assertThat(CommandLineRun.of(all.toArray(String[]::new)).code()).isZero();
  }

  private static String at(String name) {
    return folder.resolve(name).toString();
  }

  private static String report(String... args) throws Exception {
    Path page = Files.createTempFile(folder, "page", ".html");
    Stream<String> all =
        Stream.concat(Stream.of("report", "--out", page.toString()), Stream.of(args));
    CommandLineRun run = CommandLineRun.of(all.toArray(String[]::new));
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    return Files.readString(page);
  }

  /** From the files alone, to the last character. */
  @Test
  void makesThePageOfARunAnew() throws Exception {
    Path page = folder.resolve("few").resolve("report.html");
    String first = Files.readString(page);
    Files.delete(page);
    CommandLineRun run = CommandLineRun.of("report", at("few"));
    assertThat(run.code()).isZero();
    assertThat(run.out()).isEqualTo("Written: " + page + System.lineSeparator());
    assertThat(Files.readString(page)).isEqualTo(first);
  }

  @Test
  void makesThePageOfAReproductionAnew() throws Exception {
    CommandLineRun run =
        CommandLineRun.of(
            "reproduce",
            "--ks",
            "4",
            "--students",
            "8",
            "--steps-limit",
            "2000",
            "--out",
            at("study"));
    assertThat(run.code()).isZero();
    Path page = folder.resolve("study").resolve("report.html");
    String first = Files.readString(page);
    assertThat(CommandLineRun.of("report", at("study")).code()).isZero();
    assertThat(Files.readString(page)).isEqualTo(first).contains("The two stages of one run");
    Files.delete(folder.resolve("study").resolve("paths.csv"));
    assertThat(report(at("study"))).contains("No path was recorded in this run.");
    assertThat(report(at("study"), at("study"))).contains("8 of 8 digests".replace("8", "4"));
  }

  @Test
  void tellsEqualRunsFromOthers() throws Exception {
    assertThat(report(at("few"), at("same")))
        .contains("They were given the same parameters", "They came to the same bits.")
        .contains("1 of 1 digest is equal.");
    assertThat(report(at("few"), at("other")))
        .contains("They differ in seed", "They came to different bits.", "not equal");
  }

  @Test
  void comparesSweepsAndBurnIns() throws Exception {
    for (String seed : List.of("1", "2")) {
      CommandLineRun sweep =
          CommandLineRun.of(
              "sweep",
              "--k",
              "4",
              "--angle",
              "0.2pi,0.6pi",
              "--warm-up",
              "0,10",
              "--students",
              "4",
              "--seed",
              seed,
              "--out",
              at("sweep-" + seed));
      assertThat(sweep.code()).isZero();
    }
    assertThat(report(at("sweep-1"), at("sweep-2"))).contains("They differ in seed", "Rates along");
    MadeUpStress.write(folder.resolve("burn"), false);
    MadeUpStress.write(folder.resolve("fault"), true);
    assertThat(report(at("burn"), at("fault"))).contains("3 of 3 digests are equal.");
    assertThat(report(at("fault")))
        .contains("1 block came to other bits", "0x3f800001", "other bits");
    assertThat(report(at("burn"))).contains("Nothing differed.").doesNotContain("0x3f800001");
  }

  @Test
  void hostileNamesStayText() throws Exception {
    Path hostile = folder.resolve("<b onload='x'>\"&");
    Files.createDirectories(hostile);
    for (String name : List.of("train.json", "trajectory.csv")) {
      Files.copy(folder.resolve("few").resolve(name), hostile.resolve(name));
    }
    assertThat(report(at("few"), hostile.toString()))
        .doesNotContain("<b onload")
        .contains("&lt;b onload=&#39;x&#39;&gt;&quot;&amp;");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[1]",
        "{} {}",
        "{}",
        "{\"schema\": 7}",
        "{\"schema\": \"skiplane/train/99\"}",
        "{\"schema\": \"skiplane/train/1\"}",
        "{\"schema\": \"skiplane/train/1\", \"steps\": \"many\"}",
        "{\"schema\": \"skiplane/train/1\", \"steps\": 1e999}",
        "{\"schema\": \"skiplane/train/1\", \"steps\": 99999999999999999999}",
        "{\"schema\": \"skiplane/sweep/1\", \"axes\": [{\"parameter\": \"k\", \"title\": \"k\","
            + " \"labels\": [\"1\", \"2\"]}], \"cells\": []}",
        "{\"schema\": \"skiplane/sweep/1\", \"axes\": 3}",
        "{\"schema\": \"skiplane/reproduce/1\", \"cells\": [{\"variant\": \"unheard of\"}]}",
        "{\"schema\": \"skiplane/stress/1\", \"gradients\": [{}]}",
      })
  void aDocumentThatIsNoneIsOneSentence(String document) throws Exception {
    Path hostile = Files.createTempDirectory(folder, "hostile");
    Files.writeString(hostile.resolve("train.json"), document);
    Files.copy(folder.resolve("few").resolve("trajectory.csv"), hostile.resolve("trajectory.csv"));
    isOneSentence(hostile);
  }

  @Test
  void deepDocumentsAndForeignBytesAreOneSentence() throws Exception {
    Path hostile = Files.createTempDirectory(folder, "hostile");
    Files.writeString(hostile.resolve("run.json"), "{\"a\":".repeat(100_000));
    isOneSentence(hostile);
    Files.write(hostile.resolve("run.json"), new byte[] {'{', '"', (byte) 0xff, (byte) 0xfe, 0});
    isOneSentence(hostile);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "step\n",
        "step\n1\n",
        "step,loss,phi,alignment,squaredDistanceA,squaredDistanceV\n1,2\n",
        "step,loss,phi,alignment,squaredDistanceA,squaredDistanceV\nx,1,1,1,1,1\n",
        "step,loss,phi,alignment,squaredDistanceA,squaredDistanceV\n1,one,1,1,1,1\n",
        "step,step,loss\n1,2,3\n",
        "\"step",
      })
  void aTableThatIsNoneIsOneSentenceOrAnEmptyFigure(String table) throws Exception {
    Path hostile = Files.createTempDirectory(folder, "hostile");
    Files.copy(folder.resolve("few").resolve("train.json"), hostile.resolve("train.json"));
    Files.writeString(hostile.resolve("trajectory.csv"), table);
    CommandLineRun run = CommandLineRun.of("report", hostile.toString());
    if (run.code() != 0) {
      assertThat(run.err().lines()).hasSize(1);
    }
    assertThat(run.err()).doesNotContain("fault of Skiplane");
  }

  @Test
  void missingFilesAreOneSentence() throws Exception {
    Path hostile = Files.createTempDirectory(folder, "hostile");
    isOneSentence(hostile);
    isOneSentence(hostile.resolve("nowhere"));
    Files.copy(folder.resolve("few").resolve("train.json"), hostile.resolve("train.json"));
    isOneSentence(hostile);
    Files.writeString(hostile.resolve("run.json"), "{}");
    isOneSentence(hostile);
    isOneSentence(hostile.resolve("run.json"));
    assertThat(CommandLineRun.of("report").code()).isEqualTo(2);
    MadeUpStress.write(folder.resolve("burn-in"), false);
    CommandLineRun run = CommandLineRun.of("report", at("few"), at("burn-in"));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err().lines()).hasSize(1).first().asString().contains("different commands");
  }

  private static void isOneSentence(Path hostile) {
    CommandLineRun run = CommandLineRun.of("report", hostile.toString());
    assertThat(run.code()).isIn(1, 2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err())
        .startsWith("skiplane: ")
        .doesNotContain("fault of Skiplane", "Exception")
        .hasSizeLessThan(600);
    assertThat(run.err().getBytes(StandardCharsets.UTF_8)).isNotEmpty();
  }
}
