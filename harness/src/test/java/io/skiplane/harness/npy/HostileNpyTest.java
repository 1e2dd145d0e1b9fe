package io.skiplane.harness.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files that are not what they say: each is refused in one sentence that names the file and what is
 * wrong.
 */
@Timeout(20)
final class HostileNpyTest {
  private static final String AGAIN = "; save it again with numpy.save";

  @TempDir private Path folder;

  static Stream<Arguments> dictionaries() {
    String max = Long.toString(Long.MAX_VALUE);
    return Stream.of(
        arguments("", "cannot be read: its header has its end at character 54 where '{' belongs"),
        arguments("{", "where a quoted word belongs" + AGAIN),
        arguments("{}", "its header has no descr" + AGAIN),
        arguments("{'descr': '<f8', 'shape': (1,)}", "its header has no fortran_order" + AGAIN),
        arguments("{'descr': '<f8', 'fortran_order': False}", "its header has no shape" + AGAIN),
        arguments(
            "{'descr': '<f8', 'descr': '<f8', 'fortran_order': False, 'shape': (1,)}",
            "its header has the key descr twice" + AGAIN),
        arguments(
            "{'descr': '<f8', 'fortran_order': False, 'shape': (1,), 'x': 1}",
            "its header has the unknown key 'x'" + AGAIN),
        arguments(
            "{'descr': '<f8', 'fortran_order': True, 'shape': (1,)}",
            "is in Fortran order (fortran_order: True); save numpy.ascontiguousarray of it"),
        arguments(
            "{'descr': '<f8', 'fortran_order': 0, 'shape': (1,)}",
            "where True or False belongs" + AGAIN),
        arguments(
            "{'descr': [('x', '<f8')], 'fortran_order': False, 'shape': (1,)}",
            "its numbers are records of fields; save one field of float32 or float64"),
        arguments(dictionary(">f8"), "dtype '>f8', of the other byte order; save it as '<f8'"),
        arguments(dictionary("<i8"), "dtype '<i8'; save it as float32 or float64 with astype"),
        arguments(dictionary("|O"), "dtype '|O'; save it as float32 or float64 with astype"),
        arguments(dictionary("<f2"), "dtype '<f2'; save it as float32 or float64 with astype"),
        arguments(dictionary("<c16"), "dtype '<c16'; save it as float32 or float64 with astype"),
        arguments(dictionary(""), "dtype ''; save it as float32 or float64 with astype"),
        arguments(dictionary("x".repeat(900)), "dtype '" + "x".repeat(40) + "...'"),
        arguments(dictionary("\u0007\u001b[31m"), "dtype '\\x07\\x1b[31m'"),
        arguments(dictionary("\\x3cf8"), "a backslash in '\\x3cf8'" + AGAIN),
        arguments(shape("(-1,)"), "its header has the negative length -1" + AGAIN),
        arguments(shape("(0,)"), "has the shape (0,) and so holds no number; save a filled one"),
        arguments(shape("(1)"), "the shape (1), which is no tuple" + AGAIN),
        arguments(shape("(1 1)"), "where ',' or ')' belongs" + AGAIN),
        arguments(shape("(1.0,)"), "where ',' or ')' belongs" + AGAIN),
        arguments(shape("(None,)"), "where a length or ')' belongs" + AGAIN),
        arguments(shape("[1]"), "where '(' belongs" + AGAIN),
        arguments(shape("(,)"), "where a length or ')' belongs" + AGAIN),
        arguments(
            shape("(99999999999999999999,)"),
            "the length 99999999999999999999, which does not fit 64 bits" + AGAIN),
        arguments(
            shape("(" + max + ",)"),
            "has the shape (" + max + ",), more bytes than 64 bits can count"),
        arguments(
            shape("(4294967296, 4294967296)"),
            "has the shape (4294967296, 4294967296), more bytes than 64 bits can count"),
        arguments(
            shape("(1000000000000,)"),
            "has 144 bytes, but its header and the shape (1000000000000,) of 8-byte numbers need"
                + " 8000000000128: it is cut short"),
        arguments(shape("(" + "1,".repeat(65) + ")"), "a shape of more than 64 dimensions" + AGAIN),
        arguments(shape("(".repeat(30_000)), "where a length or ')' belongs" + AGAIN),
        arguments("{".repeat(60_000), "where a quoted word belongs" + AGAIN),
        arguments("{'descr': '<f8", "a quote at character 10 that is never closed" + AGAIN),
        arguments(dictionary("<f8") + " + x", "where nothing after '}' belongs" + AGAIN),
        arguments(dictionary("<f8") + "\u0000", "where nothing after '}' belongs" + AGAIN));
  }

  @ParameterizedTest
  @MethodSource("dictionaries")
  void aHeaderIsRefusedInOneSentence(String dictionary, String sentence) throws IOException {
    assertThat(refusal(NpyBytes.of(1, dictionary, NpyBytes.doubles(1, 2)))).contains(sentence);
  }

  @Test
  void otherFilesAreRefused() throws IOException {
    assertThat(refusal("PK\u0003\u0004 is a zip archive".getBytes(StandardCharsets.ISO_8859_1)))
        .contains("is not an .npy file: byte 0 is 50h, not 93h; save it with numpy.save");
    byte[] one = NpyBytes.of(1, dictionary("<f8"), NpyBytes.doubles(1));
    byte[] newer = one.clone();
    newer[6] = 4;
    assertThat(refusal(newer)).contains("has .npy version 4.0; versions 1.0, 2.0 and 3.0 are read");
    newer[6] = 1;
    newer[7] = 1;
    assertThat(refusal(newer)).contains("has .npy version 1.1");
    assertThat(refusal(Arrays.copyOf(one, one.length + 3)))
        .contains(
            "has 139 bytes, but its header and the shape (1,) of 8-byte numbers need 136: it"
                + " is followed by something else; save or copy it again");
  }

  @Test
  void aHeaderLongerThanAnyIsRefusedUnread() throws IOException {
    byte[] file = NpyBytes.of(2, dictionary("<f8"), NpyBytes.doubles(1));
    Arrays.fill(file, 8, 12, (byte) 0xff);
    assertThat(refusal(file)).contains("has a header of 4294967295 bytes; at most 65535 are read");
  }

  @Test
  void aHeaderThatIsNotUtf8IsRefused() throws IOException {
    byte[] header = (dictionary("<f8") + "?").getBytes(StandardCharsets.UTF_8);
    header[header.length - 1] = (byte) 0xc3;
    assertThat(refusal(NpyBytes.of(3, 0, header, NpyBytes.doubles(1))))
        .contains("has a header that is not UTF-8, as version 3.0 wants it");
  }

  @Test
  void aFileCutShortAnywhereIsRefused() throws IOException {
    for (int major = 1; major <= 3; major++) {
      byte[] whole = NpyBytes.of(major, NpyBytes.dictionary("<f8", "(2,)"), NpyBytes.doubles(1, 2));
      for (int length = 0; length < whole.length; length++) {
        assertThat(refusal(Arrays.copyOf(whole, length)))
            .contains("has " + length + " bytes")
            .containsAnyOf("too few for an .npy header", "it is cut short");
      }
    }
  }

  @Test
  void everyWrongByteOfTheHeaderIsReadOrRefusedButNeverFails() throws IOException {
    byte[] whole = NpyBytes.of(1, dictionary("<f8"), NpyBytes.doubles(1));
    Path file = folder.resolve("x.npy");
    for (int at = 0; at < whole.length - Double.BYTES; at++) {
      for (int value : new int[] {0, 0xff, '(', '{', '\'', '9', '-'}) {
        byte[] wrong = whole.clone();
        wrong[at] = (byte) value;
        Files.write(file, wrong);
        try (Arena arena = Arena.ofConfined()) {
          NpyFile.map(file, arena);
        } catch (IllegalArgumentException e) {
          assertThat(e).hasMessageStartingWith(file + " ");
        }
      }
    }
  }

  @Test
  void whatIsNoRegularFileIsRefused() {
    assertThat(refusal(folder)).isEqualTo(folder + " is a directory; name an .npy file in it");
    Path missing = folder.resolve("no\nsuch.npy");
    assertThat(refusal(missing)).isEqualTo(folder + "/no?such.npy does not exist; check the path");
    assertThat(refusal(Path.of("/dev/zero")))
        .isEqualTo("/dev/zero is not a regular file and cannot be mapped; copy it to one");
  }

  private String refusal(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("x.npy"), bytes);
    return refusal(file);
  }

  private static String refusal(Path file) {
    try (Arena arena = Arena.ofConfined()) {
      Throwable thrown = catchThrowable(() -> NpyFile.map(file, arena));
      assertThat(thrown).isInstanceOf(IllegalArgumentException.class);
      assertThat(thrown.getMessage()).doesNotContain("\n", "\r", "\u0007", "\u001b");
      assertThat(thrown.getMessage()).hasSizeLessThan(500);
      return String.valueOf(thrown.getMessage());
    }
  }

  private static String dictionary(String descr) {
    return NpyBytes.dictionary(descr, "(1,)");
  }

  private static String shape(String shape) {
    return NpyBytes.dictionary("<f8", shape);
  }
}
