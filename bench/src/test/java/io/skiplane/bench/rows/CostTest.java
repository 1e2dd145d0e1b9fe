package io.skiplane.bench.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.skiplane.memory.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The limits of the rows by hand, at round rates. */
class CostTest {
  private static final double EXACT = 1e-9;

  private static Limits limits() {
    Limits limits = new Limits();
    limits.setGigaflops(Precision.FLOAT, 100);
    limits.setGigaflops(Precision.DOUBLE, 50);
    limits.setBandwidth(Level.L1, 200);
    limits.setBandwidth(Level.L2, 50);
    limits.setBandwidth(Level.L3, 40);
    limits.setBandwidth(Level.DRAM, 20);
    limits.setShared(2, 25);
    limits.setNormal(Precision.FLOAT, 0.5);
    limits.setNormal(Precision.DOUBLE, 1.5);
    limits.setWord(0.1);
    return limits;
  }

  private static double limit(Row row, Precision precision) {
    Cost cost = Cost.of(row, precision);
    return cost.limit(
        limits(), precision, cost.level(row, precision, Caches.ASSUMED), row.kind().threads());
  }

  @Test
  void residentInTheFirstLevelIsBoundByFlops() {
    // 4·16·8 = 512 flops at 100 GFLOP/s; 512 bytes at 200 GB/s take half of that.
    assertThat(limit(Row.RESIDENT_16X8_L1, Precision.FLOAT)).isCloseTo(5.12, within(EXACT));
  }

  @Test
  void residentInMemoryIsBoundByBytes() {
    // 8·1024·1024 bytes at 20 GB/s; the flops at 50 GFLOP/s take a fifth of that.
    assertThat(limit(Row.RESIDENT_1024X1024_DRAM, Precision.DOUBLE))
        .isCloseTo(8.0 * 1024 * 1024 / 20, within(EXACT));
  }

  @Test
  void denseAddsItsNormalsToItsFlops() {
    // 800 normals of 0.5 ns, 6·800 flops at 100 GFLOP/s; 3200 bytes from L1 take 16 ns.
    assertThat(limit(Row.DENSE_100X8, Precision.FLOAT)).isCloseTo(400 + 48, within(EXACT));
  }

  @Test
  void projectedDrawsTwoKPlusP() {
    // 3·1024 normals of 1.5 ns, 32·1024 flops at 50 GFLOP/s; 11·8 KiB in the second level, 50 GB/s.
    double flops = 32.0 * 1024 / 50;
    double bytes = 11.0 * 8 * 1024 / 50;
    assertThat(limit(Row.PROJECTED_1024X1024, Precision.DOUBLE))
        .isCloseTo(3 * 1024 * 1.5 + Math.max(flops, bytes), within(EXACT));
  }

  @Test
  void populationIsBoundByFlops() {
    // 4·108 flops at 100 GFLOP/s.
    assertThat(limit(Row.POPULATION_100X8, Precision.FLOAT)).isCloseTo(4.32, within(EXACT));
  }

  @Test
  void twoThreadsShareTheMemoryAndHalveTheRest() {
    // 64 MiB at 25 GB/s; 1024² normals and 6 flops each, at twice the rate.
    assertThat(limit(Row.RESIDENT_4096X4096_TEAM, Precision.FLOAT))
        .isCloseTo(4.0 * 4096 * 4096 / 25, within(EXACT));
    double numbers = 1024.0 * 1024;
    assertThat(limit(Row.DENSE_1024X1024_TEAM, Precision.FLOAT))
        .isCloseTo((0.5 * numbers + 6 * numbers / 100) / 2, within(1e-6));
  }

  @Test
  void normalsAreBoundByTheirWords() {
    assertThat(limit(Row.NORMALS, Precision.FLOAT)).isCloseTo(0.1, within(EXACT));
    assertThat(limit(Row.NORMALS, Precision.DOUBLE)).isCloseTo(0.2, within(EXACT));
  }

  @Test
  void ratesThatAStepDoesNotNeedMayBeUnknown() {
    Limits some = new Limits();
    some.setGigaflops(Precision.FLOAT, 100);
    some.setBandwidth(Level.L1, 200);
    Cost resident = Cost.of(Row.RESIDENT_16X8_L1, Precision.FLOAT);
    Cost dense = Cost.of(Row.DENSE_100X8, Precision.FLOAT);
    assertThat(resident.limit(some, Precision.FLOAT, Level.L1, 1)).isFinite();
    assertThat(dense.limit(some, Precision.FLOAT, Level.L1, 1)).isNaN();
  }

  @Test
  void reducedIsBoundByItsFlops() {
    assertThat(limit(Row.REDUCED, Precision.FLOAT)).isCloseTo(0.47, within(EXACT));
    assertThat(limit(Row.REDUCED, Precision.DOUBLE)).isCloseTo(1.42, within(EXACT));
  }

  @ParameterizedTest
  @EnumSource
  void everyRowHasALimit(Row row) {
    for (Precision precision : Precision.values()) {
      assertThat(limit(row, precision)).isPositive().isFinite();
    }
  }

  @Test
  void intensityIsFlopsAByte() {
    assertThat(Cost.of(Row.RESIDENT_100X64_L2, Precision.FLOAT).intensity(Precision.FLOAT))
        .isCloseTo(1, within(EXACT));
    assertThat(Cost.of(Row.DENSE_1024X64, Precision.DOUBLE).intensity(Precision.DOUBLE))
        .isCloseTo(0.75, within(EXACT));
  }
}
