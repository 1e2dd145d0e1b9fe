package io.skiplane.harness.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoreTextTest {
  private static final int COLUMNS = 80;

  @Test
  void fitsATerminal() {
    Score score = MadeUpScore.of(128, 0, 128, 256, 512);
    List<String> lines = new ArrayList<>(ScoreText.head(score.machine(), score.threads()));
    lines.addAll(ScoreText.of(score));
    assertThat(lines).allMatch(line -> line.length() <= COLUMNS);
    assertThat(lines)
        .contains(
            "Steps a second                scalar    128 bits    256 bits    512 bits",
            "population  1 thread         100.0 k     1.600 M     3.200 M     6.400 M    ×64",
            "            128 threads      12.80 M     204.8 M     409.6 M     819.2 M    ×64",
            "float FMA   1 thread             –       9.600 M     19.20 M     38.40 M");
  }

  @Test
  void aMachineWithoutVectorsHasNoLimits() {
    String text = String.join("\n", ScoreText.of(MadeUpScore.of(1, 0)));
    assertThat(text)
        .doesNotContain("FMA")
        .doesNotContain("NaN")
        .contains("A resident step reads 256 KiB from L2: 131.1 GB/s on 1 thread.")
        .contains("Score 261 on 1 thread (Example");
  }

  /** The geometric mean of 1, 2, 3, 4 and 5 is 2.605. */
  @Test
  void theScoreIsTheGeometricMeanOfTheDefaultKernel() {
    assertThat(ScoreText.line(MadeUpScore.of(2, 0, 128, 256)))
        .startsWith("Score 8337 on 1 thread, 16673 on 2 threads (Example 9999")
        .contains("256 bits, JDK 25");
  }

  @Test
  void aScoreOfVectorsThatWereObjectsIsNone() {
    List<KernelScore> kernels =
        List.of(MadeUpScore.kernel(0, 1, 0), MadeUpScore.kernel(512, 1, 9e6));
    Score score = new Score(MadeUpScore.machine(), 1, 1, kernels);
    assertThat(String.join(" ", ScoreText.of(score)))
        .contains("NOT COMPILED: at 512 bits vectors of these steps")
        .contains("kernel's: dense. Take more --seconds")
        .contains("Score NOT VALID, as not all was compiled: 16673 on 1 thread");
  }

  @Test
  void otherBitsAreNamed() {
    KernelScore scalar = MadeUpScore.kernel(0, 1, 0);
    Map<Item, String> answers = new EnumMap<>(scalar.answers());
    answers.put(Item.PROJECTED, "ffffffffffffffffffffffffffffffff");
    KernelScore wrong = new KernelScore(new ScoreKernel(256), answers, List.of());
    assertThatThrownBy(() -> new Score(MadeUpScore.machine(), 1, 1, List.of(scalar, wrong)))
        .hasMessageContaining("WRONG ANSWER: projected steps by 256 bits come to other bits");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1.000",
    "999.94, 999.9",
    "999.96, 1.000 k",
    "36210, 36.21 k",
    "2.4e9, 2.400 G",
    "5e17, 500.0 P"
  })
  void quantitiesHaveFourDigits(double value, String text) {
    String quantity = ScoreText.quantity(value).strip();
    assertThat(quantity).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, ×0.50",
    "9.94, ×9.9",
    "9.96, ×10",
    "64, ×64",
    "99.6, ×100",
    "128, ×128",
    "1234, ×1234",
    "NaN, –"
  })
  void aGainIsAPlainNumber(double ratio, String text) {
    assertThat(ScoreText.times(ratio)).isEqualTo(text);
  }

  /** The vector kernels' rates are bits / 8 times the scalar kernel's. */
  @ParameterizedTest
  @CsvSource({"1024, ×128", "9872, ×1234", "80000000, ×10000000"})
  void aGainHasRoomInItsRow(int bits, String text) {
    assertThat(ScoreText.of(MadeUpScore.of(1, 0, bits)))
        .filteredOn(line -> line.startsWith("population"))
        .singleElement()
        .asString()
        .endsWith(" " + text);
  }

  @ParameterizedTest
  @CsvSource({
    "49152, 48 KiB",
    "1310720, 1.25 MiB",
    "10485760, 10 MiB",
    "104857600, 100 MiB",
    "1048576000, 1000 MiB",
    "549755813888, 512.0 GiB"
  })
  void sizesKeepTheirZeros(long bytes, String text) {
    assertThat(ScoreText.size(bytes)).isEqualTo(text);
  }

  @Test
  void theDocumentHoldsAllNumbers() throws Exception {
    JsonNode document = new ObjectMapper().readTree(ScoreJson.of(MadeUpScore.of(2, 0, 512)));
    assertThat(document.path("schema").asText()).isEqualTo("skiplane/bench/1");
    assertThat(document.path("flags")).hasSize(2);
    assertThat(document.path("kernels")).hasSize(2);
    JsonNode vector = document.path("kernels").path(1);
    assertThat(vector.path("laneBits").asInt()).isEqualTo(512);
    assertThat(vector.path("steps")).hasSize(10);
    assertThat(vector.path("limits")).hasSize(10);
    assertThat(vector.path("limits").path(0).path("flopsPerSecond").asDouble()).isEqualTo(3.84e7);
    assertThat(document.path("kernels").path(0).path("limits")).isEmpty();
  }
}
