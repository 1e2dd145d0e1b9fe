package io.skiplane.harness.npy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that are not what they say: one sentence each, and no memory for what is not there. */
@Timeout(120)
class HostileNpzTest {
  @TempDir private Path folder;

  private static byte[] z() {
    return NpyBytes.of(1, NpyBytes.dictionary("<f8", "(2,)"), NpyBytes.doubles(1.5, 2.5));
  }

  private static byte[] archive(boolean deflated) throws IOException {
    return NpzBytes.jdk(deflated, "z.npy", z());
  }

  /** What is read, or the sentence of the refusal. */
  private String outcome(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("x.npz"), bytes);
    try (Arena arena = Arena.ofConfined()) {
      Throwable thrown =
          catchThrowable(
              () -> {
                try (NpzFile archive = NpzFile.open(file)) {
                  NpyFile z = archive.read("z", arena);
                  assertThat(z.count()).isEqualTo(2);
                  assertThat(z.get(0)).isEqualTo(1.5);
                  assertThat(z.get(1)).isEqualTo(2.5);
                }
              });
      if (thrown == null) {
        return "read";
      }
      assertThat(thrown).isInstanceOf(IllegalArgumentException.class);
      assertThat(thrown).hasMessageStartingWith(file.toString());
      assertThat(thrown.getMessage()).doesNotContain("\n", "\r", "\u0007", "\u001b");
      assertThat(thrown.getMessage()).hasSizeLessThan(500);
      return String.valueOf(thrown.getMessage());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anArchiveCutShortAnywhereIsRefused(boolean deflated) throws IOException {
    byte[] whole = archive(deflated);
    assertThat(outcome(whole)).isEqualTo("read");
    for (int length = 0; length < whole.length; length++) {
      assertThat(outcome(Arrays.copyOf(whole, length))).contains("is cut short or no .npz");
    }
  }

  /** A flipped byte is refused or, where it is a date or the like, changes no number. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyFlippedByteIsRefusedOrChangesNoNumber(boolean deflated) throws IOException {
    Path ours = NpzBytes.ours(folder.resolve("ours.npz"), deflated, "z", z());
    for (byte[] whole : new byte[][] {archive(deflated), Files.readAllBytes(ours)}) {
      int read = 0;
      for (int at = 0; at < whole.length; at++) {
        for (int flip : new int[] {0xff, 0x01, 0x80}) {
          byte[] wrong = whole.clone();
          wrong[at] ^= (byte) flip;
          read += outcome(wrong).equals("read") ? 1 : 0;
        }
      }
      assertThat(read).as("flips of what nobody reads").isLessThan(whole.length * 3 / 2);
    }
  }

  @Test
  void theFilesOwnLengthBoundsWhatIsBelieved() throws IOException {
    byte[] whole = archive(true);
    int directory = NpzBytes.find(whole, "\u0001\u0002", 0);
    // A gigabyte, of some hundred deflated bytes.
    ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).putInt(directory + 24, 1 << 30);
    assertThat(outcome(whole))
        .contains("says that its member z.npy has 1073741824 bytes, more than its")
        .contains("deflated ones can hold");
    whole = archive(false);
    directory = NpzBytes.find(whole, "\u0001\u0002", 0);
    ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).putInt(directory + 24, 1 << 30);
    assertThat(outcome(whole)).contains("has a damaged zip directory");
    ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).putInt(directory + 20, 1 << 30);
    assertThat(outcome(whole)).contains("has a damaged zip directory");
  }

  /** Half a gigabyte of zeros in half a megabyte, which the header in them does not want. */
  @Test
  void aBombIsRefusedByItsHeader() throws IOException {
    byte[] start = Arrays.copyOf(z(), 64 << 20);
    byte[] bomb = NpzBytes.jdk(true, "z.npy", start);
    assertThat(bomb.length).isLessThan(1 << 17);
    assertThat(outcome(bomb))
        .contains("member z.npy has 67108864 bytes, but its header and the shape (2,)")
        .contains("it is followed by something else");
    // And one that says that it is small: it is read no further than that.
    int directory = NpzBytes.find(bomb, "\u0001\u0002", 0);
    ByteBuffer.wrap(bomb).order(ByteOrder.LITTLE_ENDIAN).putInt(directory + 24, z().length);
    assertThat(outcome(bomb)).contains("holds more than the 144 bytes that are said to be in it");
  }

  @Test
  void wrongLengthsAndChecksumsAreNamed() throws IOException {
    byte[] whole = archive(true);
    int directory = NpzBytes.find(whole, "\u0001\u0002", 0);
    ByteBuffer wrong = ByteBuffer.wrap(whole.clone()).order(ByteOrder.LITTLE_ENDIAN);
    wrong.putInt(directory + 16, 7);
    assertThat(outcome(wrong.array()))
        .contains("member z.npy is damaged, as its checksum does not fit");
    byte[] damaged = whole.clone();
    Arrays.fill(damaged, 40, 60, (byte) 0xff);
    assertThat(outcome(damaged)).contains("deflated bytes cannot be read");
  }

  @Test
  void namesAreOnlyNames() throws IOException {
    byte[] paths =
        NpzBytes.jdk(
            true, "z.npy", z(), "../../escape.npy", z(), "/etc/x.npy", z(), "\u0007.npy", z());
    assertThat(outcome(paths)).isEqualTo("read");
    assertThat(NpzBytes.files(folder)).isEqualTo(1);
    assertThat(folder.resolve("../../escape.npy")).doesNotExist();
    byte[] twice = NpzBytes.jdk(true, "z.npy", z(), "y.npy", z());
    String text = new String(twice, ISO_8859_1).replace("y.npy", "z.npy");
    assertThat(outcome(text.getBytes(ISO_8859_1))).contains("has two members of the name z.npy");
    assertThat(outcome(NpzBytes.jdk(true, "\u0007\u001b[31m.npy", z())))
        .contains("has no array z; it has \\x07\\x1b[31m");
    assertThat(outcome(NpzBytes.jdk(true, "notes.txt", z()))).contains("no array z; it has none");
  }

  @Test
  void whatIsNotReadIsNamed() throws IOException {
    byte[] whole = archive(true);
    int directory = NpzBytes.find(whole, "\u0001\u0002", 0);
    byte[] encrypted = whole.clone();
    encrypted[directory + 8] |= 1;
    assertThat(outcome(encrypted)).contains("has the encrypted member z.npy; save it plain");
    byte[] packed = whole.clone();
    packed[directory + 10] = 12;
    assertThat(outcome(packed)).contains("has the member z.npy packed by method 12");
    byte[] end = whole.clone();
    end[NpzBytes.find(whole, "\u0005\u0006", 0) + 4] = 1;
    assertThat(outcome(end)).contains("is one part of several");
  }

  /** Lengths of 64 bits: negative, overflowing and far too large ones. */
  @ParameterizedTest
  @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 40, 20_000, 0})
  void longLengthsThatDoNotFitAreRefused(long value) throws IOException {
    byte[] whole = Files.readAllBytes(NpzBytes.ours(folder.resolve("ours.npz"), false, "z", z()));
    int entry = NpzBytes.find(whole, "\u0001\u0002", 0) + 46 + "z.npy".length() + 4;
    int end = NpzBytes.find(whole, "\u0006\u0006", 0);
    for (int at : new int[] {entry, entry + 8, entry + 16, end + 32, end + 40, end + 48}) {
      byte[] wrong = whole.clone();
      ByteBuffer bytes = ByteBuffer.wrap(wrong).order(ByteOrder.LITTLE_ENDIAN);
      if (bytes.getLong(at) != value) {
        bytes.putLong(at, value);
        assertThat(outcome(wrong)).as("byte %d", at).isNotEqualTo("read");
      }
    }
  }
}
