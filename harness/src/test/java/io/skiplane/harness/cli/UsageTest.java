package io.skiplane.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A user's mistake: one sentence that names the value and the limit, exit code 2, no file. */
class UsageTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--ks 0 | --ks is 0; it must be a whole number from 1 to 1000000",
        "--ks 16,-25 | --ks is -25; it must be",
        "--ks 16,,25 | --ks is empty; it must be",
        "--ks 16,25,16 | --ks is 16,25,16; 16 may come only once",
        "--ks 1e2 | --ks is 1e2; it must be",
        "--ks NaN | --ks is NaN; it must be",
        "--ks 99999999999999999999 | --ks is 99999999999999999999; it must be",
        "--ks 1 --teacher-sum 1.5 | for k = 1: teacher sum 1ᵀa* is 1.5; with k = 1 it must be",
        "--p 0 | --p is 0; it must be a whole number from 2 to 1000000",
        "--p 1 | --p is 1; it must be a whole number from 2 to 1000000",
        "--p 8.5 | --p is 8.5; it must be",
        "--students 0 | --students is 0; it must be a whole number from 1 to 10000000",
        "--students -5 | --students is -5; it must be",
        "--students 10000001 | --students is 10000001; it must be",
        "--students many | --students is many; it must be",
        "--teacher-norm 0 | --teacher-norm is 0; it must be a number above 0",
        "--teacher-norm -1 | --teacher-norm is -1; it must be",
        "--teacher-norm NaN | --teacher-norm is NaN; it must be",
        "--teacher-norm Infinity | --teacher-norm is Infinity; it must be",
        "--teacher-norm 1e300 | --teacher-norm is 1e300; it must be",
        "--teacher-sum NaN | --teacher-sum is NaN; it must be a finite number",
        "--teacher-sum Infinity | --teacher-sum is Infinity; it must be",
        "--teacher-sum 1e6 | for k = 16: teacher sum 1ᵀa* is 1000000.0; by Cauchy-Schwarz",
        "--seed x | --seed is x; it must be a whole number",
        "--seed 9223372036854775808 | --seed is 9223372036854775808; it must be",
        "--threads 0 | --threads is 0; it must be a whole number from 1 to 1024",
        "--threads 100000 | --threads is 100000; it must be",
        "--steps-limit 0 | --steps-limit is 0; it must be a whole number from 1 to",
        "--steps-limit -1 | --steps-limit is -1; it must be",
        "--tolerance 0 | --tolerance is 0; it must be a number above 0",
        "--tolerance NaN | --tolerance is NaN; it must be",
        "--json file.json | --json is file.json; it must be -",
        "--student 5 | '--student'",
        "--ks | --ks",
        "extra | extra",
      })
  void namesTheValueAndTheLimit(String options, String sentence) {
    Path out = folder.resolve("out");
    String[] args =
        Stream.concat(
                Stream.of("reproduce", "--out", out.toString()),
                Arrays.stream(options.split(" ", -1)))
            .toArray(String[]::new);
    assertRefused(CommandLineRun.of(args), sentence);
    assertThat(out).doesNotExist();
  }

  @Test
  void refusesAFolderThatIsAFile() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "mine");
    assertRefused(
        CommandLineRun.of("reproduce", "--out", file.toString()),
        "--out is " + file + ", which is a file; it must name a folder");
    assertRefused(
        CommandLineRun.of("reproduce", "--out", file.resolve("deeper").toString()),
        "a folder that cannot be written to");
    assertThat(file).hasContent("mine");
  }

  @Test
  void refusesAFolderThatCannotBeMade() {
    assertRefused(
        CommandLineRun.of("reproduce", "--out", "/proc/skiplane"),
        "--out is /proc/skiplane, a folder that cannot be written to");
    assertRefused(CommandLineRun.of("reproduce", "--out", ""), "--out is empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {"fly", "--fast"})
  void refusesWhatItDoesNotKnow(String argument) {
    assertRefused(CommandLineRun.of(argument), argument);
  }

  @Test
  void showsTheUsageIfAskedNothing() {
    CommandLineRun run = CommandLineRun.of();
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("Usage: skiplane").contains("reproduce").contains("train");
  }

  @Test
  void helpsAndTellsItsVersion() {
    assertThat(CommandLineRun.of("--help").out()).contains("Usage: skiplane");
    assertThat(CommandLineRun.of("reproduce", "--help").out()).contains("--steps-limit");
    assertThat(CommandLineRun.of("--version").out()).startsWith("skiplane ");
    assertThat(CommandLineRun.of("reproduce", "--help").code()).isZero();
  }

  private static void assertRefused(CommandLineRun run, String sentence) {
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("skiplane: ").contains(sentence);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).doesNotContain("Exception").doesNotContain("\tat");
  }
}
