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
          "5bba0e68958280f2ecbd211baab32690",
          "b8b87726a71fdd48cb6035609e18f54c",
          "9f6faf178bc9bed97868f606e8509729",
          "8e57b11e9f90db735412b2c83ac4be80");

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
