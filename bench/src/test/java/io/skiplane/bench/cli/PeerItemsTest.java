package io.skiplane.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.bench.rows.Caches;
import java.io.File;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PeerItemsTest {
  private static List<String> texts(int cores, boolean quick, String part) {
    return Item.peers(id -> id.contains(part), cores, quick).stream().map(Item::text).toList();
  }

  @Test
  void everyWorkHasSkiplaneFirstAndPeersNextToIt() {
    assertThat(texts(1, false, "resident-16x8-float"))
        .containsExactly(
            "Skiplane: resident (16,8) FLOAT",
            "plain Java: resident (16,8) FLOAT",
            "EJML: resident (16,8) FLOAT",
            "VectorBLAS: resident (16,8) FLOAT",
            "OpenBLAS: resident (16,8) FLOAT",
            "ND4J: resident (16,8) FLOAT",
            "libtorch: resident (16,8) FLOAT");
    assertThat(texts(1, false, "normals-double"))
        .contains(
            "Skiplane: normals alone, a number DOUBLE", "MKL VSL: normals alone, a number DOUBLE");
    assertThat(Item.peers(id -> true, 2, false)).doesNotHaveDuplicates();
  }

  @Test
  void allCoresAreForLargeStepsOfThoseWhoHaveThreads() {
    assertThat(texts(2, false, "float"))
        .filteredOn(text -> text.endsWith("all cores"))
        .contains("OpenBLAS: resident (1024,1024) FLOAT, all cores")
        .noneMatch(text -> text.contains("EJML") || text.contains("(100,8)"));
    assertThat(texts(1, false, "float")).noneMatch(text -> text.endsWith("all cores"));
  }

  @Test
  void aQuickRunTakesSingleInputsInFloatOnOneCore() {
    assertThat(texts(2, true, ""))
        .contains("libtorch: fresh (1024,1024) FLOAT")
        .noneMatch(
            text -> text.contains("DOUBLE") || text.contains("batch") || text.contains("cores"));
  }

  @Test
  void theMemorysLimitIsOfAsManyCoresAsTheStepsHave() {
    assertThat(Item.limits(Caches.here(), 6))
        .filteredOn(item -> item.threads() > 1)
        .singleElement()
        .satisfies(
            item -> {
              assertThat(item.threads()).isEqualTo(6);
              assertThat(item.text()).isEqualTo("limit: loads from DRAM by 6 cores");
            });
    assertThat(Item.limits(Caches.here(), 2).stream().map(Item::text))
        .contains("limit: loads from DRAM by two cores");
    assertThat(Item.limits(Caches.here(), 1)).allMatch(item -> item.threads() == 1);
  }

  @Test
  void versionsComeFromTheClassPath() {
    String path =
        String.join(
            File.pathSeparator,
            "/lib/openblas-0.3.31-1.5.13.jar",
            "/lib/openblas-0.3.31-1.5.13-linux-x86_64.jar",
            "/lib/blas-3.0.4.jar",
            "/lib/nd4j-native-api-1.0.0-M2.1.jar",
            "/lib/benchmarks.jar");
    assertThat(Libraries.versions(path))
        .isEqualTo(Map.of("openblas", "0.3.31-1.5.13", "blas", "3.0.4"));
  }
}
