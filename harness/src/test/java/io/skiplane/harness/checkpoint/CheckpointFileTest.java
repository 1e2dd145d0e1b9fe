package io.skiplane.harness.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skiplane.harness.checkpoint.AppendedFile.Mark;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointFileTest {
  private static final byte[] HEAD = "head".getBytes(StandardCharsets.US_ASCII);

  @TempDir private Path folder = Path.of("");

  private Path written(long bodyBytes) throws IOException {
    Path file = folder.resolve("checkpoint");
    try (Arena arena = Arena.ofConfined()) {
      CheckpointFile.write(file, HEAD, body(arena, bodyBytes));
    }
    return file;
  }

  private static MemorySegment body(Arena arena, long bytes) {
    MemorySegment body = arena.allocate(Math.max(1, bytes)).asSlice(0, bytes);
    for (long i = 0; i < bytes; i++) {
      body.set(ValueLayout.JAVA_BYTE, i, (byte) (i * 31 + i / 251));
    }
    return body;
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 5 << 20})
  void comesBackAsItWas(long bytes) throws Exception {
    Path file = written(bytes);
    try (Arena arena = Arena.ofConfined()) {
      CheckpointFile.Content content = CheckpointFile.read(file, arena);
      assertThat(content.head()).isEqualTo(HEAD);
      assertThat(content.body().byteSize()).isEqualTo(bytes);
      assertThat(content.body().mismatch(body(arena, bytes))).isEqualTo(-1);
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void everyAlteredByteIsNoticed() throws Exception {
    Path file = written(40);
    byte[] whole = Files.readAllBytes(file);
    for (int i = 0; i < whole.length; i++) {
      byte[] altered = whole.clone();
      altered[i] ^= 0x10;
      assertNoticed(file, altered);
    }
  }

  @Test
  void everyTornEndIsNoticed() throws Exception {
    Path file = written(40);
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      assertNoticed(file, Arrays.copyOf(whole, length));
    }
    assertNoticed(file, Arrays.copyOf(whole, whole.length + 1));
  }

  private static void assertNoticed(Path file, byte[] bytes) throws IOException {
    Files.write(file, bytes);
    try (Arena arena = Arena.ofConfined()) {
      assertThatThrownBy(() -> CheckpointFile.read(file, arena))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(file + " is torn or was altered");
    }
  }

  @Test
  void theOneBeforeStaysIfTheNextCannotBeWritten() throws Exception {
    Path file = written(8);
    byte[] before = Files.readAllBytes(file);
    Files.createDirectory(folder.resolve(".checkpoint.tmp"));
    assertThatThrownBy(() -> written(9)).hasMessageContaining(file + " could not be written");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @Test
  void anAppendedFileGoesOnFromItsMark() throws Exception {
    Path file = folder.resolve("points");
    byte[] long1 = new byte[200_000];
    Arrays.fill(long1, (byte) 7);
    Mark mark;
    try (AppendedFile points = AppendedFile.create(file)) {
      points.write(long1);
      mark = points.mark();
      points.write("lost".getBytes(StandardCharsets.US_ASCII));
    }
    try (AppendedFile points = AppendedFile.goOn(file, mark)) {
      points.write('!');
      assertThat(points.mark().bytes()).isEqualTo(200_001);
    }
    byte[] end = Files.readAllBytes(file);
    assertThat(end).hasSize(200_001).startsWith(long1).endsWith((byte) '!');
    end[100] = 8;
    Files.write(file, end);
    assertThatThrownBy(() -> AppendedFile.goOn(file, mark))
        .hasMessageContaining(file + " was altered since the checkpoint");
    Files.write(file, Arrays.copyOf(end, 50));
    assertThatThrownBy(() -> AppendedFile.goOn(file, mark)).hasMessageContaining("was altered");
    Files.delete(file);
    assertThatThrownBy(() -> AppendedFile.goOn(file, mark)).hasMessageContaining("is missing");
  }

  @Test
  void aFolderBelongsToOneRun() throws Exception {
    try (RunLock lock = RunLock.take("--out", folder)) {
      assertThat(lock).isNotNull();
      assertThatThrownBy(() -> RunLock.take("--out", folder))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(
              "--out is "
                  + folder
                  + ", where another run of Skiplane is at work (process "
                  + ProcessHandle.current().pid()
                  + ", this one); wait for it");
    }
    Files.writeString(folder.resolve(".lock"), "999999 of a run that was killed");
    RunLock.take("--out", folder).close();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }
}
