package io.skiplane.harness.train;

import io.skiplane.descent.Point;
import io.skiplane.harness.checkpoint.AppendedFile.Mark;
import io.skiplane.harness.checkpoint.CheckpointText;
import io.skiplane.harness.host.Version;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * All that a run needs to go on, but for the weights.
 *
 * @param version of Skiplane, as another one may come to other bits
 * @param arguments of the command
 * @param inputs the files that the arguments name, as they were
 * @param step steps taken
 * @param state of the descent, beside the weights
 * @param first where the student stood before the first step
 * @param trajectory how far the file of points had come
 */
record TrainCheckpoint(
    String version,
    List<String> arguments,
    List<InputFile> inputs,
    long step,
    List<Double> state,
    Point first,
    Mark trajectory) {

  TrainCheckpoint {
    arguments = List.copyOf(arguments);
    inputs = List.copyOf(inputs);
    state = List.copyOf(state);
  }

  /**
   * Checks that a run would go on to the same bits.
   *
   * @throws IOException if not, with the reason
   */
  void check() throws IOException {
    Version.check(version);
    for (InputFile input : inputs) {
      input.check();
    }
  }

  /** The bytes that {@link #decode} reads. */
  byte[] encode() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream to = new DataOutputStream(bytes)) {
      CheckpointText.write(to, version);
      CheckpointText.writeAll(to, arguments);
      to.writeInt(inputs.size());
      for (InputFile input : inputs) {
        CheckpointText.write(to, input.path());
        to.writeLong(input.bytes());
        to.writeLong(input.modified());
      }
      to.writeLong(step);
      to.writeInt(state.size());
      for (double number : state) {
        to.writeDouble(number);
      }
      to.writeLong(first.step());
      to.writeDouble(first.loss());
      to.writeDouble(first.phi());
      to.writeDouble(first.alignment());
      to.writeDouble(first.squaredDistanceA());
      to.writeDouble(first.squaredDistanceV());
      to.writeLong(trajectory.bytes());
      to.writeLong(trajectory.sum());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Reads them; whether they are whole was checked. */
  static TrainCheckpoint decode(byte[] bytes) {
    try (DataInputStream from = new DataInputStream(new ByteArrayInputStream(bytes))) {
      String version = CheckpointText.read(from);
      List<String> arguments = CheckpointText.readAll(from);
      List<InputFile> inputs = new ArrayList<>();
      for (int count = from.readInt(); count > 0; count--) {
        inputs.add(new InputFile(CheckpointText.read(from), from.readLong(), from.readLong()));
      }
      long step = from.readLong();
      List<Double> state = new ArrayList<>();
      for (int count = from.readInt(); count > 0; count--) {
        state.add(from.readDouble());
      }
      Point first =
          new Point(
              from.readLong(),
              from.readDouble(),
              from.readDouble(),
              from.readDouble(),
              from.readDouble(),
              from.readDouble());
      Mark trajectory = new Mark(from.readLong(), from.readLong());
      return new TrainCheckpoint(version, arguments, inputs, step, state, first, trajectory);
    } catch (IOException e) {
      throw new UncheckedIOException("the checkpoint is not one of train", e);
    }
  }

  /** The state as the descent takes it. */
  double[] stateNumbers() {
    return state.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
