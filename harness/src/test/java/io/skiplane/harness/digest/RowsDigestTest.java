package io.skiplane.harness.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RowsDigestTest {
  private static RowsDigest rows(long... firsts) {
    RowsDigest digest = new RowsDigest();
    for (long first : firsts) {
      digest.add(first, 7, 0.5 * first, -0.0, Double.NaN, 3);
    }
    return digest;
  }

  @Test
  void knowsNoOrderAndNoParts() {
    RowsDigest parts = rows(3);
    parts.add(rows(2, 1));
    assertThat(parts.text()).isEqualTo(rows(1, 2, 3).text());
  }

  /** Pinned: files of one version are compared with those of another. */
  @Test
  void isTheSameAsEver() {
    assertThat(rows(1, 2, 3).text()).isEqualTo("fad4770c84c8ecddc5d3febb9e70823e");
  }

  @Test
  void tellsWhatIsMissingDoubledOrAltered() {
    Set<String> texts = new HashSet<>();
    assertThat(texts.add(rows().text())).isTrue();
    assertThat(texts.add(rows(1).text())).isTrue();
    assertThat(texts.add(rows(1, 1).text())).isTrue();
    assertThat(texts.add(rows(1, 2).text())).isTrue();
    RowsDigest zero = new RowsDigest();
    zero.add(1, 7, 0.5, 0.0, Double.NaN, 3); // 0.0 for −0.0
    assertThat(texts.add(zero.text())).isTrue();
  }
}
