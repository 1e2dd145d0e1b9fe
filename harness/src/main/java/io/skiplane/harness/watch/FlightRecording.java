package io.skiplane.harness.watch;

import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;

/** A recording of this process, with the JDK's own events at their usual low cost. */
final class FlightRecording {
  private FlightRecording() {}

  static JfrOption.Recorded start(Path file) {
    try {
      Recording recording = new Recording(Configuration.getConfiguration("default"));
      recording.setName("Skiplane");
      try {
        recording.setDestination(file); // Tries whether it can be written.
      } catch (IOException e) {
        recording.close();
        throw new IllegalArgumentException(
            JfrOption.NAME + " is " + file + ", which cannot be written to; name another file", e);
      }
      recording.setDumpOnExit(true);
      recording.start();
      return () -> close(recording);
    } catch (IOException | ParseException e) {
      throw new IllegalStateException(
          "the JDK's settings for Flight Recorder cannot be read: " + e.getMessage(), e);
    }
  }

  private static void close(Recording recording) {
    try {
      recording.stop(); // Writes the file.
    } catch (IllegalStateException e) {
      // The JVM is ending, and has written it already.
    } finally {
      recording.close();
    }
  }
}
