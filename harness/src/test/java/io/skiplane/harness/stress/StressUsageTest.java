package io.skiplane.harness.stress;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.harness.cli.CommandLineRun;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A user's mistake: one sentence that names the value and the limit, exit code 2, no file. */
class StressUsageTest {
  @TempDir private Path folder = Path.of("");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--k 1 | --k is 1; it must be a whole number from 2 to",
        "--p 1 | --p is 1; it must be a whole number from 2 to",
        "--k 72057594037927936 --p 2 | --k times --p is 1.4411518807585587E17; it must be",
        "--gradient fast | --gradient: 'fast' is unknown; use some of population, reduced, dense",
        "--gradient dense,dense | --gradient is dense,dense; dense may come only once",
        "--precision half | 'half' is unknown; use one of float, double",
        "--minutes 0 | --minutes is 0; it must be a number above 0",
        "--blocks 0 | --blocks is 0; it must be a whole number from 1 to",
        "--memory 12x | --memory is 12x; it must be a number of bytes, such as 512m or 12g",
        "--memory 99999999999g | --memory is 99999999999g; it must be a number of bytes",
        "--k 100 --p 24 --memory 8k | --memory is 8.0 KiB, and one resident input of 100x24 numbers"
            + " takes 9.4 KiB",
        "--memory 900t | of memory (900.0 TiB for the resident inputs,",
        "--gradient dense --k 20000000000 | lower --memory, --k, --p or --threads",
        "--threads 0 | --threads is 0; it must be a whole number from 1 to 1024",
        "--check 101 | --check is 101; it must be a number of percent from 0 to 100",
        "--check NaN | --check is NaN; it must be a finite number",
        "--block 0 | --block is 0; it must be a number above 0",
        "--seed x | --seed is x; it must be a whole number",
        "--flip-bit 3 | --flip-bit is 3; it must be GRADIENT:BLOCK:ELEMENT:BIT",
        "--k 100 --p 24 --flip-bit dense:0:124:0 | the element is 124; it must lie between 0 and"
            + " 123",
        "--flip-bit dense:0:1:32 | the bit is 32; it must lie between 0 and 31",
        "--checkpoint -1 | --checkpoint is -1; it must be",
        "--json stress.json | --json is stress.json; it must be -",
        "--seed 3 --resume nowhere | cannot stand beside --resume",
      })
  void namesTheValueAndTheLimit(String options, String sentence) {
    Path out = folder.resolve("out");
    CommandLineRun run =
        CommandLineRun.of(
            Stream.concat(
                    Stream.of("stress", "--out", out.toString()), Stream.of(options.split(" ", -1)))
                .toArray(String[]::new));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("skiplane: ").contains(sentence);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(out).doesNotExist();
  }

  @Test
  void memoryIsForResidentInputs() {
    CommandLineRun run = CommandLineRun.of("stress", "--gradient", "dense", "--memory", "1g");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("--memory is for the resident gradient; add it to --gradient");
  }

  @Test
  void helps() {
    CommandLineRun run = CommandLineRun.of("stress", "--help");
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("--flip-bit").contains("mismatches.csv");
    assertThat(run.out().lines()).allMatch(line -> line.length() <= 80);
  }
}
