package io.skiplane.harness.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same bits on every kernel, and the same as ever. */
class GoldenDigestsTest {
  private static final List<String> PINNED =
      List.of(
          "d6d773600c44c64993170e318f044105",
          "28d62bf21b85aa7216b8249fe486cc41",
          "2fe25139b61d4546478e886c2f74243d",
          "f28581f5d5c7ca5f5a47838563704fd9");

  @Test
  void areThePinnedOnes() {
    assertThat(GoldenDigests.digests()).isEqualTo(PINNED);
  }

  @ParameterizedTest
  @CsvSource({
    "-Dskiplane.kernel=scalar, scalar 0",
    "-Dskiplane.laneBits=128, vector 128",
    "-Dskiplane.laneBits=256, vector 256",
  })
  void areTheSameOnEveryKernel(String option, String kernel) throws Exception {
    List<String> lines = fork(option);
    assertThat(lines.get(0)).isEqualTo(kernel);
    assertThat(lines.subList(1, lines.size())).isEqualTo(PINNED);
  }

  private static List<String> fork(String option) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--add-modules", "jdk.incubator.vector", option));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(GoldenDigests.class.getName());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return output.lines().toList();
  }
}
