package io.skiplane.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.lanes.scalar.DoubleScalarKernels;
import io.skiplane.lanes.vector.DoubleVectorKernels;
import io.skiplane.memory.Precision;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a JVM runs on, by its options: the choice is made once a JVM, so each case has its own. */
class TwinChoiceTest {
  /** Prints the runtime, or the sentence that refuses it, twice: a refusal must not wear off. */
  static final class Ask {
    private Ask() {}

    public static void main(String[] args) {
      for (int i = 0; i < 2; i++) {
        try {
          System.out.println(Twins.runtime());
        } catch (IllegalStateException e) {
          System.out.println("refused: " + e.getMessage());
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          VECTORS                                      | kernel=vector, laneBits=
          VECTORS -Dskiplane.kernel=vector             | asks for it
          VECTORS -Dskiplane.kernel=scalar             | kernel=scalar, laneBits=0
          VECTORS -Dskiplane.laneBits=128              | kernel=vector, laneBits=128
          VECTORS -XX:UseAVX=2                         | kernel=vector, laneBits=256
          VECTORS -XX:MaxVectorSize=8                  | laneBits=0, reason=scalar kernel, slower: this JVM's vectors have 64 bits
          -Dplain=1                                    | kernel=scalar, laneBits=0
          VECTORS -Dskiplane.kernel=simd               | refused: -Dskiplane.kernel=simd is not a kernel
          VECTORS -Dskiplane.laneBits=1024             | refused: -Dskiplane.laneBits=1024 is not a width
          VECTORS -XX:UseAVX=2 -Dskiplane.laneBits=512 | this JVM's vectors have 256 bits; use 256 or less
          VECTORS -XX:MaxVectorSize=8 -Dskiplane.kernel=vector | refused: the vector kernel cannot be had: this JVM's vectors have 64
          VECTORS -XX:MaxVectorSize=8 -Dskiplane.laneBits=128 | needs vectors, but the kernel is scalar
          VECTORS -Dskiplane.kernel=scalar -Dskiplane.laneBits=128 | needs vectors, but the kernel is scalar
          -Dskiplane.kernel=vector                     | start java with --add-modules jdk.incubator.vector
          -Dskiplane.laneBits=128                      | refused: -Dskiplane.laneBits=128 needs vectors
          """)
  void optionsChooseTheTwin(String options, String expected) throws Exception {
    String said = ask(options, false);
    assertThat(said.lines()).hasSize(2).allSatisfy(line -> assertThat(line).contains(expected));
  }

  @ParameterizedTest
  @CsvSource({
    "-Dplain=1, 1",
    "VECTORS -XX:MaxVectorSize=8, 1",
    "VECTORS, 0",
    "VECTORS -Dskiplane.kernel=scalar, 0"
  })
  void aMissingModuleIsLoggedOnce(String options, int times) throws Exception {
    assertThat(ask(options, true).lines().filter(line -> line.contains("INFO: scalar kernel")))
        .hasSize(times);
  }

  @Test
  void onScalarTakesTheScalarTwinUntilItEnds() {
    assertThat(Twins.chosen(Precision.DOUBLE)).isInstanceOf(DoubleVectorKernels.class);
    assertThat(Twins.<Kernels>onScalar(() -> Twins.chosen(Precision.DOUBLE)))
        .isInstanceOf(DoubleScalarKernels.class);
    assertThat(Twins.chosen(Precision.DOUBLE)).isInstanceOf(DoubleVectorKernels.class);
  }

  private static String ask(String options, boolean withLog)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    String spelled = options.replace("VECTORS", "--add-modules jdk.incubator.vector");
    command.addAll(List.of(spelled.trim().split(" +")));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Ask.class.getName()));
    Process process =
        new ProcessBuilder(command)
            .redirectError(withLog ? ProcessBuilder.Redirect.PIPE : ProcessBuilder.Redirect.DISCARD)
            .redirectErrorStream(withLog)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
