package io.skiplane.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skiplane.bench.rows.Row;
import io.skiplane.memory.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchMarkdownTest {
  @TempDir private Path folder = Path.of("");

  private String markdown(Canned run, boolean quick) throws IOException {
    return BenchMarkdown.of(run.in(folder), Canned.machine(quick));
  }

  private static Canned run() {
    return new Canned()
        .limits()
        .row(Row.RESIDENT_100X8_L1, Precision.FLOAT, "vector", 128, 0)
        .row(Row.RESIDENT_100X8_L1, Precision.FLOAT, "scalar", 1280, 0)
        .row(Row.DENSE_100X8, Precision.DOUBLE, "vector", 1792, 0);
  }

  @Test
  void aRowHasItsRatios() throws IOException {
    // 3200 flops at 100 GFLOP/s: 32 ns, a quarter of 128; C takes 94.
    assertThat(markdown(run(), false))
        .contains(
            "| resident (100,8) L1 | 128 | ±5.7 % | 1,280 | 10.0× | 32.0 | 25 % |  | 0 |"
                + " FloatVectorKernels, 512 bits | 94.0 | 0.734× |");
  }

  @Test
  void theGeneratorsShareIsTold() throws IOException {
    // 800 normals of 1 ns and 4800 flops at 50 GFLOP/s.
    assertThat(markdown(run(), false))
        .contains("| dense (100,8) | 1,790 | ±5.7 % | – | – | 896 | 50 % | 45 % | 0 |");
  }

  @Test
  void theLimitsAreTold() throws IOException {
    assertThat(markdown(run(), false))
        .contains("| fused multiply-adds, float | 100 GFLOP/s |")
        .contains("| loads from DRAM | 20.0 GB/s | 100 %, ±0.0 % |")
        .contains("| loads from DRAM by two cores together | 25.0 GB/s |")
        .contains("| random words of 32 bits, alone | 0.100 ns |")
        .contains("Test processor");
  }

  @Test
  void aRowThatAllocatesIsFlaggedInWords() throws IOException {
    Canned boxed = run().row(Row.POPULATION_100X8, Precision.FLOAT, "vector", 5000, 4096);
    assertThat(markdown(run(), false)).contains("No row allocates");
    assertThat(markdown(boxed, false))
        .doesNotContain("No row allocates")
        .contains("population-100x8-float, vector: allocates 4,100 bytes a step");
  }

  @Test
  void whatJmhItselfAllocatesInALongStepIsNoFlag() throws IOException {
    // 1400 bytes in 7 ms are 200 kB a second, and the multiply-adds seem to allocate 100.
    Row row = Row.RESIDENT_4096X4096_DRAM;
    Canned slow = run().row(row, Precision.FLOAT, "vector", 7e6, 1400);
    Canned boxed = run().row(row, Precision.FLOAT, "vector", 7e6, 2800);
    assertThat(markdown(slow, false)).contains("No row allocates");
    assertThat(markdown(boxed, false)).contains("resident-4096x4096-dram-float, vector: allocates");
  }

  @Test
  void theScalarTwinHasNoVectorsToBox() throws IOException {
    Canned twin = run().row(Row.POPULATION_100X8, Precision.FLOAT, "vector", 100, 0);
    twin.row(Row.POPULATION_100X8, Precision.FLOAT, "scalar", 5000, 4096);
    assertThat(markdown(twin, false))
        .contains("population-100x8-float, scalar: allocates 4,100 bytes a step")
        .doesNotContain("boxed");
  }

  @Test
  void whatWasNotRunIsTold() throws IOException {
    assertThat(BenchMarkdown.of(run().in(folder), Canned.machine(true, "dense (100,8) FLOAT")))
        .contains("Not run, as the time was over:** dense (100,8) FLOAT.");
    assertThat(markdown(run(), true)).doesNotContain("Not run");
  }

  @Test
  void flagsOfTheForksAreToldUnlessTheyAreTheBenchsOwn() throws IOException {
    String[] own = {
      "--add-modules=jdk.incubator.vector",
      "--sun-misc-unsafe-memory-access=allow",
      "-Dskiplane.bench.revision=abc",
      "-Dorg.bytedeco.javacpp.cachedir=/tmp"
    };
    assertThat(markdown(run().flags(Row.REDUCED, own), true))
        .contains("| JVM | 25, nobody, default flags, module jdk.incubator.vector |");
    assertThat(markdown(run().flags(Row.REDUCED, "-XX:UseAVX=2", own[0], "-Xint"), false))
        .contains("| JVM | 25, nobody, -XX:UseAVX=2 -Xint, module jdk.incubator.vector |");
  }

  @Test
  void aQuickRunSaysSo() throws IOException {
    assertThat(markdown(run(), true)).contains("not for a claim");
    assertThat(markdown(run(), false)).doesNotContain("not for a claim");
  }

  @Test
  void otherJsonIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("other.json"), "{\"score\": 1}");
    assertThatThrownBy(() -> Results.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not an array");
  }
}
