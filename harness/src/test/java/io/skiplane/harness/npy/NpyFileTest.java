package io.skiplane.harness.npy;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.memory.Precision;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NpyFileTest {
  private final Arena arena = Arena.ofConfined();

  @TempDir private Path folder;

  @AfterEach
  void unmap() {
    arena.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7, 8, 9, 8_180, 8_192, 100_003})
  void whatIsWrittenIsReadBack(int extra) throws IOException {
    long count = 1L + extra;
    Path file = folder.resolve("x.npy");
    NpyWriter.write(file, count, i -> i * 0.1 - 3);

    NpyFile read = NpyFile.map(file, arena);

    assertThat(read.precision()).isEqualTo(Precision.DOUBLE);
    assertThat(read.shape()).containsExactly(count);
    assertThat(read.offset() % 64).isZero();
    assertThat(read.numbers().isReadOnly()).isTrue();
    for (long i = 0; i < count; i++) {
      assertThat(read.get(i)).isEqualTo(i * 0.1 - 3);
    }
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void writingOverAFileThatIsMappedLeavesTheMappingAsItWas() throws IOException {
    Path file = NpyBytes.file(folder, "x.npy", "(2,)", 1.0, 2.0);
    NpyFile before = NpyFile.map(file, arena);
    NpyWriter.write(file, 1, i -> 9);
    assertThat(before.get(1)).isEqualTo(2);
    assertThat(NpyFile.map(file, arena).get(0)).isEqualTo(9);
  }

  @Test
  void aFailedWriteLeavesTheOldFileAndNothingElse() throws IOException {
    Path file = NpyBytes.file(folder, "x.npy", "(2,)", 1.0, 2.0);
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () ->
                    NpyWriter.write(
                        file,
                        100_000,
                        i -> {
                          if (i == 70_000) {
                            throw new IllegalStateException("stop");
                          }
                          return i;
                        })))
        .hasMessage("stop");
    assertThat(NpyFile.map(file, arena).count()).isEqualTo(2);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void everyVersionIsRead(int major) throws IOException {
    Path file = folder.resolve("x.npy");
    String dictionary = NpyBytes.dictionary("<f4", "(2, 1, 3)");
    Files.write(file, NpyBytes.of(major, dictionary, NpyBytes.floats(1, 2, 3, 4, 5, 6)));

    NpyFile read = NpyFile.map(file, arena);

    assertThat(read.precision()).isEqualTo(Precision.FLOAT);
    assertThat(read.shape()).containsExactly(2L, 1L, 3L);
    assertThat(read.count()).isEqualTo(6);
    assertThat(read.get(5)).isEqualTo(6);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (2L,), }",
        "{'shape': (2,), 'fortran_order': False, 'descr': '<f8'}",
        "{\"descr\":\"=f8\",\"fortran_order\":False,\"shape\":(2,)}",
        "  { 'descr' : '|f8' ,\t'fortran_order' : False ,\n 'shape' : ( 1 , 2 , ) , }  ",
        "{'descr': 'f8', 'fortran_order': False, 'shape': (2, 1, 1)}",
      })
  void spellingsThatPythonTakesAreRead(String dictionary) throws IOException {
    Path file = folder.resolve("x.npy");
    Files.write(file, NpyBytes.of(1, dictionary, NpyBytes.doubles(3, 4)));
    NpyFile read = NpyFile.map(file, arena);
    assertThat(List.of(read.get(0), read.get(1))).containsExactly(3.0, 4.0);
  }

  @Test
  void aSingleNumberHasNoDimension() throws IOException {
    Path file = NpyBytes.file(folder, "x.npy", "()", 7.0);
    NpyFile read = NpyFile.map(file, arena);
    assertThat(read.shape()).isEmpty();
    assertThat(read.count()).isEqualTo(1);
    assertThat(read.shapeText()).isEqualTo("()");
  }

  /** A sparse file: nothing of it but both ends is on the disk or in memory. */
  @Test
  void moreThanTwoGibibytesAreMapped() throws IOException {
    long count = (1L << 28) + 1_000;
    Path file = folder.resolve("large.npy");
    Files.write(file, NpyBytes.of(1, NpyBytes.dictionary("<f8", "(" + count + ",)"), new byte[0]));
    long offset = Files.size(file);
    try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
      raw.setLength(offset + count * Double.BYTES);
      raw.seek(offset);
      raw.write(NpyBytes.doubles(1.5));
      raw.seek(offset + (count - 1) * Double.BYTES);
      raw.write(NpyBytes.doubles(2.5));
    }

    NpyFile read = NpyFile.map(file, arena);

    assertThat(read.numbers().byteSize()).isGreaterThan(1L << 31);
    assertThat(read.count()).isEqualTo(count);
    assertThat(read.get(0)).isEqualTo(1.5);
    assertThat(read.get(1)).isZero();
    assertThat(read.get(count - 1)).isEqualTo(2.5);
  }
}
