package io.skiplane.harness.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --jfr} of commands that run for long. */
public final class JfrOption {
  /** Its name. It says how a run is watched, and not what it is. */
  public static final String NAME = "--jfr";

  @Option(
      names = NAME,
      paramLabel = "FILE",
      description =
          "record the run with Java Flight Recorder to FILE, which JDK Mission Control opens")
  private @Nullable String file;

  /** What is recorded until it is closed. */
  public interface Recorded extends AutoCloseable {
    @Override
    void close() throws IOException;
  }

  /**
   * Starts a recording if one is asked for.
   *
   * @throws IllegalArgumentException if FILE cannot be written, or the JDK lacks the recorder
   */
  public Recorded start() {
    if (file == null) {
      return () -> {};
    }
    if (ModuleLayer.boot().findModule("jdk.jfr").isEmpty()) {
      throw new IllegalArgumentException(
          NAME + " needs the module jdk.jfr, which this JDK lacks; take a whole JDK 25");
    }
    return FlightRecording.start(checked(file));
  }

  private static Path checked(String name) {
    Path path;
    try {
      path = Path.of(name).toAbsolutePath();
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(NAME + " is not the name of a file: " + e.getReason(), e);
    }
    Path folder = path.getParent();
    if (name.isBlank() || folder == null || Files.isDirectory(path)) {
      throw new IllegalArgumentException(
          NAME
              + " is "
              + (name.isBlank() ? "empty" : name + ", a folder")
              + "; it must name a file");
    }
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          NAME + " is " + name + ", but there is no folder " + folder + "; make it first");
    }
    return path;
  }
}
