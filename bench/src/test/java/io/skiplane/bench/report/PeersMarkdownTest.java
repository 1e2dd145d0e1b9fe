package io.skiplane.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.bench.peers.PeerName;
import io.skiplane.bench.rows.PeerWork;
import io.skiplane.bench.rows.Row;
import io.skiplane.memory.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeersMarkdownTest {
  @TempDir private Path folder = Path.of("");

  private static Canned run() {
    return new Canned()
        .limits()
        .peer(PeerName.SKIPLANE, PeerWork.RESIDENT_100X8, Precision.FLOAT, 1, 128)
        .peer(PeerName.OPENBLAS, PeerWork.RESIDENT_100X8, Precision.FLOAT, 1, 512)
        .peer(PeerName.LIBTORCH, PeerWork.RESIDENT_100X8, Precision.FLOAT, 1, 12800)
        .peer(PeerName.SKIPLANE, PeerWork.FRESH_100X8_BATCH, Precision.FLOAT, 1, 256 * 896)
        .peer(PeerName.SKIPLANE, PeerWork.RESIDENT_1024X1024, Precision.DOUBLE, 2, 1e6)
        .peer(PeerName.OPENBLAS, PeerWork.RESIDENT_1024X1024, Precision.DOUBLE, 2, 2e6);
  }

  private String markdown() throws IOException {
    return PeersMarkdown.of(run().in(folder), Canned.machine(false));
  }

  @Test
  void ratiosAreOfSkiplanesTime() throws IOException {
    // 3200 flops at 100 GFLOP/s: 32 ns, a quarter of 128.
    assertThat(markdown())
        .contains("## float, one core")
        .contains("| work | Skiplane, ns | ± | limit, ns | of the limit | OpenBLAS | libtorch |")
        .contains("| resident (100,8) | 128 | ±5.7 % | 32.0 | 25 % | 4.00× | 100× |");
  }

  @Test
  void aMiniBatchCostsWhatItsInputsCost() throws IOException {
    // 800 normals of 0.5 ns and 4800 flops at 100 GFLOP/s are 448 ns an input.
    assertThat(markdown())
        .contains("| fresh (100,8), batch 256 | 229,000 | ±5.7 % | 115,000 | 50 % | – | – |");
  }

  @Test
  void allCoresHaveATableAndALimitOfTheirOwn() throws IOException {
    // 8 MiB at the 25 GB/s of two cores.
    assertThat(markdown())
        .contains("## double, 2 cores")
        .contains("| resident (1024,1024) | 1,000,000 | ±5.7 % | 336,000 | 34 % | 2.00× |");
  }

  @Test
  void moreThanTwoCoresHaveTheirOwnLimitOfTheMemory() throws IOException {
    // 8 MiB at the 50 GB/s of four cores; what two of them load is no matter.
    Canned four =
        new Canned()
            .limits()
            .shared(4, 5.12)
            .peer(PeerName.SKIPLANE, PeerWork.RESIDENT_1024X1024, Precision.DOUBLE, 4, 1e6);
    assertThat(PeersMarkdown.of(four.in(folder), Canned.machine(false)))
        .contains("## double, 4 cores")
        .contains("| resident (1024,1024) | 1,000,000 | ±5.7 % | 168,000 | 17 % |")
        .contains("| loads from DRAM by two cores together | 25.0 GB/s |")
        .contains("| loads from DRAM by 4 cores together | 50.0 GB/s |");
  }

  @Test
  void whatRanAsSkiplaneIsTold() throws IOException {
    assertThat(markdown())
        .contains(
            "As Skiplane ran FloatVectorKernels (512 bits) and DoubleVectorKernels (512 bits);"
                + " none of its rows allocates");
    Canned boxed = run().boxed(PeerWork.RESIDENT_16X8, Precision.FLOAT, 100, 4096);
    assertThat(PeersMarkdown.of(boxed.in(folder), Canned.machine(false)))
        .doesNotContain("none of its rows allocates")
        .contains(
            "**Rows of Skiplane that allocate:** Skiplane, resident (16,8) float: 4,100 bytes a"
                + " step.");
  }

  @Test
  void versionsAreTold() throws IOException {
    assertThat(markdown()).contains("Versions: OpenBLAS 0.3.31-1.5.13.");
  }

  @Test
  void peersThatFailedAreNamed() throws IOException {
    assertThat(markdown()).doesNotContain("Failed");
    Machine machine = Canned.machine(false, List.of(), List.of("ND4J: x: crashed", "EJML: y: no"));
    assertThat(PeersMarkdown.of(run().in(folder), machine))
        .contains("**Failed, in one round at least:** ND4J: x: crashed; EJML: y: no.");
  }

  @Test
  void rowsAndPeersOfAFolderShareOneReport() throws IOException {
    Canned rows = new Canned().limits().row(Row.REDUCED, Precision.FLOAT, "vector", 2, 0);
    Files.writeString(folder.resolve(Report.BENCH_JSON), rows.json());
    Canned.machine(false).write(folder.resolve(Report.MACHINE_JSON));
    assertThat(Report.write(folder)).contains("# Skiplane bench").doesNotContain("its peers");
    Files.writeString(folder.resolve(Report.PEERS_JSON), run().json());
    Canned.machine(false).write(folder.resolve(Report.PEERS_MACHINE_JSON));
    assertThat(Report.write(folder)).contains("# Skiplane bench", "# Skiplane and its peers");
    assertThat(folder.resolve("peers.svg")).exists();
    Files.delete(folder.resolve(Report.BENCH_JSON));
    assertThat(Report.write(folder)).startsWith("# Skiplane and its peers");
    assertThat(folder.resolve("bench.md")).content().isEqualTo(Report.write(folder));
  }
}
