package io.skiplane.harness.stress;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.harness.cli.CommandLineRun;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A bit flipped on purpose is found by each route, at its address and no other. */
class FlippedBitTest {
  @TempDir private Path folder = Path.of("");

  /** With k = 100; the route depends on the block's number. */
  @ParameterizedTest
  @CsvSource({
    "population, 1, 99,  0, thread, a, 99",
    "reduced,    0, 100, 0, scalar, v, 0",
    "dense,      0, 5,   3, scalar, a, 5",
    "projected,  1, 123, 22, thread, v, 23",
    "angular,    0, 7,   31, scalar, a, 7",
    "resident,   1, 0,   0, thread, a, 0",
    "dense,      2, 110, 12, 256 bits, v, 10",
    "resident,   4, 1,   1, 128 bits, a, 1",
  })
  void ofAWeight(
      String gradient, long block, long flipped, int bit, String route, String array, long element)
      throws Exception {
    assertFound(gradient, block, flipped, bit, route, array, element, "--check 100");
  }

  @Test
  void alsoOfABlockThatIsNotDue() throws Exception {
    assertFound("dense", 1, 6, 31, "thread", "a", 6, "--check 0");
  }

  private void assertFound(
      String gradient,
      long block,
      long flipped,
      int bit,
      String route,
      String array,
      long element,
      String check)
      throws Exception {
    Path out = folder.resolve("out");
    String place = gradient + ":" + block + ":" + flipped + ":" + bit;
    CommandLineRun run =
        StressOutput.run(
            out,
            check
                + " --threads 1 --blocks "
                + (block + 1)
                + " --gradient "
                + gradient
                + " --flip-bit "
                + place);
    assertThat(run.code()).as(run.err()).isEqualTo(3);
    assertThat(run.out()).contains("MISMATCH: 1 of");
    StressOutput output = StressOutput.of(out);
    assertThat(output.json().path("mismatches").asLong()).isEqualTo(1);
    assertThat(output.mismatches()).hasSize(2);
    String[] cells = output.mismatches().get(1).split(",", -1);
    assertThat(cells[0]).isEqualTo(gradient);
    assertThat(cells[1]).isEqualTo(Long.toString(block));
    assertThat(cells[3]).isEqualTo(route);
    assertThat(cells[4]).isEqualTo(array);
    assertThat(cells[5]).isEqualTo(Long.toString(element));
    assertThat(Long.decode(cells[6]) ^ Long.decode(cells[7])).isEqualTo(1L << bit);
    // Computed once more, it is right: the fault has come and gone.
    assertThat(cells[8]).isEqualTo(cells[7]);
    assertThat(run.err())
        .contains("MISMATCH: " + gradient + ", block " + block + ", step " + cells[2])
        .contains(array + "[" + element + "] is " + cells[6] + ", and " + cells[7]);
  }

  @Test
  void ofAnInputInMemory() throws Exception {
    assertFoundInMemory(3);
  }

  /** The exponent's highest bit: descent leaves the finite range before the check is due. */
  @Test
  void ofAnInputThatMakesTheDescentDiverge() throws Exception {
    assertFoundInMemory(30);
  }

  private void assertFoundInMemory(int bit) throws Exception {
    Path out = folder.resolve("out");
    CommandLineRun run =
        StressOutput.run(
            out, "--blocks 3 --check 100 --threads 1 --gradient resident --flip-bit z:777:" + bit);
    assertThat(run.code()).as(run.err()).isEqualTo(3);
    String[] found =
        StressOutput.of(out).mismatches().stream()
            .filter(line -> line.contains(",memory,"))
            .findFirst()
            .orElseThrow()
            .split(",", -1);
    assertThat(found[4]).isEqualTo("z");
    assertThat(found[5]).isEqualTo("777");
    assertThat(Long.decode(found[6]) ^ Long.decode(found[7])).isEqualTo(1L << bit);
    // The memory has kept the fault.
    assertThat(found[8]).isEqualTo(found[6]);
  }
}
