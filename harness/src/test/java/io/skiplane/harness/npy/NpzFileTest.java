package io.skiplane.harness.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.skiplane.memory.Precision;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

public class NpzFileTest {
  @TempDir private Path folder;

  private static byte[] array(int count) {
    double[] numbers = new Random(count).doubles(count).toArray();
    return NpyBytes.of(
        1, NpyBytes.dictionary("<f8", "(" + count + ",)"), NpyBytes.doubles(numbers));
  }

  private static void assertHolds(NpyFile read, int count) {
    double[] numbers = new Random(count).doubles(count).toArray();
    assertThat(read.precision()).isEqualTo(Precision.DOUBLE);
    assertThat(read.shape()).containsExactly((long) count);
    assertThat(read.numbers().isReadOnly()).isTrue();
    for (int i = 0; i < count; i++) {
      assertThat(read.get(i)).isEqualTo(numbers[i]);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsWrittenIsReadBack(boolean deflated) throws IOException {
    Path file =
        NpzBytes.ours(
            folder.resolve("x.npz"),
            deflated,
            "z",
            array(70_001),
            "labels",
            array(3),
            "a",
            array(1));
    try (Arena arena = Arena.ofConfined()) {
      NpyFile z;
      NpyFile labels;
      try (NpzFile archive = NpzFile.open(file)) {
        assertThat(archive.arrays()).containsExactly("z", "labels", "a");
        z = archive.read("z", arena);
        labels = archive.read("labels", arena);
        assertThat(archive.mappable("z", archive.layout("z"))).isEqualTo(!deflated);
        assertHolds(archive.read("a", arena), 1);
      }
      assertHolds(z, 70_001);
      assertHolds(labels, 3);
      assertThat(z.numbers().isMapped()).isEqualTo(!deflated);
      assertThat(z.offset() % 64).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void archivesOfOthersAreRead(boolean deflated) throws IOException {
    // Names of some lengths, so that numbers are aligned or not.
    byte[] bytes =
        NpzBytes.jdk(
            deflated,
            "a.npy",
            array(5),
            "readme.txt",
            new byte[3],
            "bcd.npy",
            array(40_000),
            "e/../f.npy",
            array(2));
    Path file = Files.write(folder.resolve("x.npz"), bytes);
    try (Arena arena = Arena.ofConfined();
        NpzFile archive = NpzFile.open(file)) {
      assertThat(archive.arrays()).containsExactly("a", "bcd", "e/../f");
      assertHolds(archive.read("a", arena), 5);
      assertHolds(archive.read("bcd", arena), 40_000);
      assertHolds(archive.read("e/../f", arena), 2);
    }
    assertThat(NpzBytes.files(folder)).isEqualTo(1);
  }

  @Test
  void theSameArraysMakeTheSameBytes() throws IOException {
    Path one = NpzBytes.ours(folder.resolve("one.npz"), true, "z", array(9), "y", array(8));
    Path other = NpzBytes.ours(folder.resolve("two.npz"), true, "z", array(9), "y", array(8));
    assertThat(one).hasSameBinaryContentAs(other);
    assertThat(NpzFile.looksLikeOne(one)).isTrue();
    assertThat(NpzFile.looksLikeOne(NpyBytes.file(folder, "y.npy", "(1,)", 1.0))).isFalse();
    assertThat(NpzFile.looksLikeOne(Files.createFile(folder.resolve("empty")))).isFalse();
  }

  /** A hole of 5 GiB in the first member, so that all lengths and places need 64 bits. */
  @Test
  void membersOfMoreThanFourGibibytes() throws IOException {
    long large = 5L << 30;
    Path file = large(folder.resolve("large.npz"), large);
    assertThat(Files.size(file)).isGreaterThan(large);
    try (Arena arena = Arena.ofConfined();
        NpzFile archive = NpzFile.open(file)) {
      assertThat(archive.layout("large").shape()).containsExactly(large / Double.BYTES);
      NpyFile small = archive.read("small", arena);
      assertHolds(small, 1000);
      assertThat(small.offset()).isGreaterThan(large);
      assertThat(small.numbers().isMapped()).isTrue();
    }
  }

  /** Such a file; the checksum of the large member is that of its begin alone. */
  public static Path large(Path file, long large) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      NpzWriter writer = new NpzWriter(channel);
      ByteBuffer header = NpyWriter.header(Precision.DOUBLE, large / Double.BYTES);
      int headerBytes = header.remaining();
      try (WritableByteChannel to = writer.array("large", false)) {
        to.write(header);
        channel.position(channel.position() + large);
      }
      try (WritableByteChannel to = writer.array("small", false)) {
        to.write(ByteBuffer.wrap(array(1000)));
      }
      writer.finish();
      patchSize(channel, headerBytes, headerBytes + large);
    }
    return file;
  }

  /** The writer counted the bytes it saw; the directory is to tell of the hole too. */
  private static void patchSize(FileChannel channel, long seen, long wanted) throws IOException {
    int tail = 400;
    long from = channel.size() - tail;
    ByteBuffer bytes = ByteBuffer.allocate(tail).order(ByteOrder.LITTLE_ENDIAN);
    channel.read(bytes, from);
    for (int at = 0; at + 12 <= tail; at++) {
      if (bytes.getInt(at) == 0x0018_0001 && bytes.getLong(at + 4) == seen) {
        ByteBuffer patch = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        channel.write(patch.putLong(0, wanted), from + at + 4);
        return;
      }
    }
    throw new AssertionError("no directory entry of " + seen + " bytes");
  }

  @Test
  void arraysThatAreMissingAreNamed() throws IOException {
    Path file = NpzBytes.ours(folder.resolve("x.npz"), false, "z", array(2), "y", array(2));
    try (Arena arena = Arena.ofConfined();
        NpzFile archive = NpzFile.open(file)) {
      assertThat(catchThrowable(() -> archive.read("labels", arena)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(file + " has no array labels; it has z, y");
    }
  }
}
