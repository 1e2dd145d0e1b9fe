package io.skiplane.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PinningTest {
  @ParameterizedTest
  @CsvSource({"0-1, '0,1'", "3, 3", "'0-2,8-9', '0,1,2,8,9'", "'', ''"})
  void coresAllowed(String allowed, String cores) {
    List<String> status = List.of("Name:\tjava", "Cpus_allowed_list:\t" + allowed);
    assertThat(String.join(",", Pinning.allowed(status))).isEqualTo(cores);
  }

  @Test
  void theCommandNamesTheCores() {
    assertThat(Pinning.command("", 1)).isEmpty();
    assertThat(Pinning.command("nice -n 1", 2)).containsExactly("nice", "-n", "1");
    assertThat(Pinning.command("taskset -c CORES", 1).getLast()).matches("[0-9]+");
  }
}
