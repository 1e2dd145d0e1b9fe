package io.skiplane.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Digests pinned in {@code src/test/resources/golden}: the bits every machine, lane width and twin
 * must give. A change on purpose is pinned by copying the message of the failed test into the file.
 */
public final class Golden {
  private Golden() {}

  /**
   * Compares all digests of a file at once, and on failure prints the file as it would have to be.
   */
  public static void check(String file, Map<String, String> actual) {
    Properties pinned = new Properties();
    try (InputStream in = Golden.class.getResourceAsStream("/golden/" + file)) {
      assertThat(in).as("resource golden/%s", file).isNotNull();
      pinned.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> expected = new TreeMap<>();
    pinned.forEach((key, value) -> expected.put((String) key, (String) value));
    StringBuilder text = new StringBuilder();
    new TreeMap<>(actual).forEach((key, value) -> text.append(key + "=" + value + "\n"));
    assertThat(new TreeMap<>(actual))
        .as("golden/%s; the digests of this run:%n%s", file, text)
        .isEqualTo(expected);
  }
}
