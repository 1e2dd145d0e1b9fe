package io.skiplane.harness.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFolderTest {
  @TempDir Path folder;

  @Test
  void makesFoldersAndLeavesNothingElseInThem() throws Exception {
    Path deep = folder.resolve("one/two");
    OutputFolder out = OutputFolder.open(deep.toString());
    assertThat(deep).isEmptyDirectory();
    out.write("a.txt", "first");
    out.write("a.txt", "φ");
    assertThat(deep.resolve("a.txt")).hasContent("φ");
    try (Stream<Path> files = Files.list(deep)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void aFailedWriteLeavesTheOldFileAndNoOther() throws Exception {
    OutputFolder out = OutputFolder.open(folder.toString());
    Files.createDirectories(folder.resolve("a.txt/inside"));
    assertThatThrownBy(() -> out.write("a.txt", "text"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("a.txt could not be written: ");
    assertThat(folder.resolve("a.txt/inside")).isDirectory();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }
}
