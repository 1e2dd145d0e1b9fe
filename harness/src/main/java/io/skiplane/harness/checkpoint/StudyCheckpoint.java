package io.skiplane.harness.checkpoint;

import io.skiplane.harness.checkpoint.AppendedFile.Mark;
import io.skiplane.harness.host.Version;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * All that a study of many students needs to go on, but for its ledger.
 *
 * @param command that began it
 * @param version of Skiplane, as another one may come to other bits
 * @param arguments of the command
 * @param seconds it has run
 * @param written how far its part file had come
 */
public record StudyCheckpoint(
    String command, String version, List<String> arguments, double seconds, Mark written) {

  /** Copies the list. */
  public StudyCheckpoint {
    arguments = List.copyOf(arguments);
  }

  /** A checkpoint of this version. */
  public static StudyCheckpoint of(
      String command, List<String> arguments, double seconds, Mark written) {
    return new StudyCheckpoint(command, Version.text(), arguments, seconds, written);
  }

  /** The bytes that {@link #decode} reads. */
  public byte[] encode() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream to = new DataOutputStream(bytes)) {
      CheckpointText.write(to, command);
      CheckpointText.write(to, version);
      CheckpointText.writeAll(to, arguments);
      to.writeDouble(seconds);
      to.writeLong(written.bytes());
      to.writeLong(written.sum());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads them; whether they are whole was checked.
   *
   * @param folder for the message
   * @throws IllegalArgumentException if another command began the run
   * @throws IOException if another version did, which may come to other bits
   */
  public static StudyCheckpoint decode(byte[] bytes, String command, String folder)
      throws IOException {
    try (DataInputStream from = new DataInputStream(new ByteArrayInputStream(bytes))) {
      String began = CheckpointText.read(from);
      if (!began.equals(command)) {
        throw new EOFException(); // Of another form, most likely.
      }
      String version = CheckpointText.read(from);
      Version.check(version);
      List<String> arguments = CheckpointText.readAll(from);
      double seconds = from.readDouble();
      Mark written = new Mark(from.readLong(), from.readLong());
      return new StudyCheckpoint(began, version, arguments, seconds, written);
    } catch (EOFException | IllegalArgumentException e) {
      throw foreign(command, folder);
    }
  }

  private static IllegalArgumentException foreign(String command, String folder) {
    return new IllegalArgumentException(
        "--resume is "
            + folder
            + ", which holds a run of another command; go on with it by the command that began it,"
            + " not by "
            + command);
  }
}
