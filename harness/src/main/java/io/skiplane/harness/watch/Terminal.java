package io.skiplane.harness.watch;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a standard stream is a terminal, where a line can be written over. */
final class Terminal {
  private static final Path STANDARD_OUTPUT = Path.of("/proc/self/fd/1");
  private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

  private Terminal() {}

  static boolean onStandardOutput() {
    return is(STANDARD_OUTPUT);
  }

  static boolean onStandardError() {
    return is(STANDARD_ERROR);
  }

  /** The console is null still where -Djdk.console=java.base asks for the old one. */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean is(Path stream) {
    if (Files.isSymbolicLink(stream)) {
      try {
        String target = Files.readSymbolicLink(stream).toString();
        return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
      } catch (IOException e) {
        return false;
      }
    }
    Console console = System.console();
    return console != null && console.isTerminal();
  }
}
