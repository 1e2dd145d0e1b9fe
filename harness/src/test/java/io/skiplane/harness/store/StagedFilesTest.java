package io.skiplane.harness.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagedFilesTest {
  private static final List<String> NAMES = List.of("a.txt", "b.txt");

  @TempDir Path folder;

  @Test
  void allFilesComeTogetherAndNothingElse() throws Exception {
    Path deep = folder.resolve("one/two");
    for (String text : List.of("first", "φ")) {
      try (StagedFiles files = StagedFiles.open(deep.toString(), NAMES)) {
        files.write("a.txt", text);
        files.write("b.txt", text);
        files.commit();
      }
    }
    assertThat(deep.resolve("a.txt")).hasContent("φ");
    try (Stream<Path> all = Files.list(deep)) {
      assertThat(all).hasSize(2);
    }
  }

  @Test
  void whatIsNotCommittedLeavesEarlierFilesAlone() throws Exception {
    Files.writeString(folder.resolve("a.txt"), "earlier");
    try (StagedFiles files = StagedFiles.open(folder.toString(), NAMES)) {
      files.write("a.txt", "later");
    }
    assertThat(folder.resolve("a.txt")).hasContent("earlier");
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all).hasSize(1);
    }
  }

  @Test
  void aFolderOfItsOwnGoesWithAFailedRun() throws Exception {
    Path own = folder.resolve("own");
    try (StagedFiles files = StagedFiles.open(own.toString(), NAMES)) {
      files.write("a.txt", "text");
    }
    assertThat(own).doesNotExist();
  }

  @Test
  void aBlockedNameIsRefusedAtTheStart() throws Exception {
    Files.createDirectories(folder.resolve("b.txt/inside"));
    assertThatThrownBy(() -> StagedFiles.open(folder.toString(), NAMES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("b.txt is a folder");
  }
}
