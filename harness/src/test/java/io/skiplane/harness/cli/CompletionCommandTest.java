package io.skiplane.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What bash offers once it has read the script. */
class CompletionCommandTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "'', reproduce sweep train data watch bench stress report doctor completion help",
    "watch --on, --once",
    "train --jf, --jfr",
    "rep, reproduce",
    "train --gra, --gradient",
    "train --gradient '', population reduced dense projected angular resident",
    "train --init '', resnet cnn",
    "train --precision '', float double",
    "reproduce --stu, --students",
  })
  void bashOffers(String typed, String offered) throws Exception {
    List<String> offers = List.of(offer(typed.replace("''", "")).split("\\s+"));
    assertThat(offers).contains(offered.split(" "));
  }

  @Test
  void bashOffersNoWordThatIsNotOne() throws Exception {
    assertThat(offer("train --gradient ").split("\\s+")).hasSize(6);
  }

  /** What the script puts into COMPREPLY for the last of the words typed after skiplane. */
  private String offer(String typed) throws Exception {
    CommandLineRun run = CommandLineRun.of("completion");
    assertThat(run.code()).isZero();
    Path script = Files.writeString(folder.resolve("script"), run.out());
    String words = "skiplane " + typed;
    String ask =
        "source "
            + script
            + "; COMP_LINE='"
            + words
            + "'; read -ra COMP_WORDS <<<\"$COMP_LINE\"; [[ $COMP_LINE == *' ' ]] &&"
            + " COMP_WORDS+=(''); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _complete_skiplane; echo"
            + " \"${COMPREPLY[@]}\"";
    Process bash =
        new ProcessBuilder("bash", "-c", ask)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String offers = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor()).isZero();
    return offers.strip();
  }
}
