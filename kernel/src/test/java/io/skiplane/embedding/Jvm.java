package io.skiplane.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;

/** Tools of the JDK in processes of their own, as an application's users start them. */
final class Jvm {
  static final String VECTORS = "--add-modules=jdk.incubator.vector";
  static final Path KERNEL = Path.of(System.getProperty("kernel.jar"));
  static final Path AGRONA = jarOf(DirectBuffer.class);
  static final Path APPS = Path.of("src/test/apps");

  private Jvm() {}

  /** How a process ended, and what it wrote to both of its streams. */
  record Result(int exit, String output) {
    /** The rest of the line that begins with a word. */
    String line(String word) {
      return output
          .lines()
          .filter(line -> line.startsWith(word + " "))
          .map(line -> line.substring(word.length() + 1))
          .collect(Collectors.joining("; "));
    }
  }

  /** Runs a tool that must end well. */
  static Result run(String tool, Object... arguments) {
    Result result = tryRun(tool, arguments);
    assertThat(result.exit).as(result.output).isZero();
    return result;
  }

  /** Runs a tool. */
  static Result tryRun(String tool, Object... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", tool).toString());
    Arrays.stream(arguments).map(Object::toString).forEach(command::add);
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().remove("JDK_JAVA_OPTIONS");
      builder.environment().remove("JAVA_TOOL_OPTIONS");
      Process process = builder.start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Result(process.waitFor(), output);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The jar that a class was loaded from. */
  static Path jarOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A class path or module path. */
  static String path(Path... parts) {
    return Stream.of(parts).map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }
}
