package io.skiplane.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PinningTest {
  @ParameterizedTest
  @CsvSource({"0-1, 1", "3, 3", "'0-3,8-11', 11", "'0,2,17', 17"})
  void theLastCoreAllowed(String allowed, String core) {
    List<String> status = List.of("Name:\tjava", "Cpus_allowed_list:\t" + allowed);
    assertThat(Pinning.core(status)).isEqualTo(core);
  }
}
