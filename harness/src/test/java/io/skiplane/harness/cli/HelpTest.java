package io.skiplane.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.harness.Main;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;

/** Every command helps, with an example of it, and its options are explained and completed. */
class HelpTest {
  private record Words(List<String> words, CommandLine line) {
    String text() {
      return String.join(" ", words);
    }
  }

  private static void walk(CommandLine line, List<String> words, List<Words> commands) {
    commands.add(new Words(words, line));
    line.getSubcommands()
        .forEach(
            (name, sub) -> {
              if (!name.equals("help")) { // Picocli's own.
                walk(sub, Stream.concat(words.stream(), Stream.of(name)).toList(), commands);
              }
            });
  }

  @TestFactory
  Stream<DynamicTest> everyCommand() {
    List<Words> commands = new ArrayList<>();
    walk(new CommandLine(Main.class), List.of("skiplane"), commands);
    assertThat(commands).hasSizeGreaterThanOrEqualTo(6);
    String completion = CommandLineRun.of("completion").out();
    return commands.stream()
        .map(
            command ->
                DynamicTest.dynamicTest(command.text(), () -> assertHelps(command, completion)));
  }

  private static void assertHelps(Words command, String completion) {
    CommandLineRun run =
        CommandLineRun.of(
            Stream.concat(command.words().stream().skip(1), Stream.of("--help"))
                .toArray(String[]::new));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("Usage: " + command.text());
    String examples = run.out().substring(run.out().indexOf("\nExample") + 1);
    assertThat(examples).as("examples of " + command.text()).startsWith("Example");
    assertThat(examples.lines().skip(1)).anyMatch(line -> line.contains(command.text()));
    assertThat(run.out().lines()).allMatch(line -> line.length() <= Wrapped.WIDTH);
    command
        .line()
        .getCommandSpec()
        .options()
        .forEach(
            option -> {
              assertThat(option.description()).as(option.longestName()).isNotEmpty();
              assertThat(completion).contains(option.longestName());
            });
    assertThat(completion)
        .contains(String.join("_", command.words().subList(1, command.words().size())));
  }
}
