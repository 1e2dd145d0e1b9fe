package io.skiplane.harness.data;

import io.skiplane.gradient.FreshInputs;
import io.skiplane.harness.host.BoundedArena;
import io.skiplane.harness.train.TeacherLabels;
import io.skiplane.lanes.Normals;
import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.Teacher;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Inputs of N(0,1) entries and the teacher's labels, drawn piece by piece; nothing but a piece is
 * kept. The inputs are those that {@code train --gradient dense} draws with the same seed, to the
 * bit. Labels are computed in double and rounded once.
 *
 * @param count number of inputs
 * @param noise standard deviation of the normal noise on labels; 0 for none
 */
record DataSet(
    Shape shape, Precision precision, long count, Teacher teacher, double noise, long seed) {
  private static final long PIECE_BYTES = 1 << 22;

  /** In place of a student's number in the addresses of streams. */
  private static final long LABEL_NOISE = -3;

  /** Takes a piece. */
  @FunctionalInterface
  interface Sink {
    /**
     * Takes it.
     *
     * @param z number[inputs of the piece,k,p], row-major
     * @param labels number[inputs of the piece]
     */
    void take(MemorySegment z, MemorySegment labels) throws IOException;
  }

  /** Bytes of one input. */
  long inputBytes() {
    return Math.multiplyExact(shape.elements(), (long) precision.bytes());
  }

  /** Bytes of all labels. */
  long labelBytes() {
    return Math.multiplyExact(count, (long) precision.bytes());
  }

  /** Bytes of all inputs and labels. */
  long bytes() {
    return Math.addExact(Math.multiplyExact(count, inputBytes()), labelBytes());
  }

  /** Draws all inputs, in their order. */
  void draw(Sink sink) throws IOException {
    long most = Math.clamp(PIECE_BYTES / inputBytes(), 1, count);
    try (Arena arena = BoundedArena.confined()) {
      FreshInputs fresh = new FreshInputs(arena, shape, precision, 1, seed, 0);
      MemorySegment z = arena.allocate(Math.multiplyExact(most, inputBytes()), precision.bytes());
      MemorySegment labels = arena.allocate(most * precision.bytes(), precision.bytes());
      MemorySegment normals = Normals.allocate(arena, 1);
      for (long first = 0; first < count; first += most) {
        long inputs = Math.min(most, count - first);
        for (long i = 0; i < inputs; i++) {
          fresh.write(first + i, z, i * inputBytes());
        }
        label(labels, z, inputs, first, normals);
        sink.take(
            z.asSlice(0, inputs * inputBytes()), labels.asSlice(0, inputs * precision.bytes()));
      }
    }
  }

  private void label(
      MemorySegment labels, MemorySegment z, long inputs, long first, MemorySegment normals) {
    if (noise == 0) {
      TeacherLabels.fill(labels, z, precision, inputs, teacher);
      return;
    }
    for (long i = 0; i < inputs; i++) {
      Normals.fill(normals, 1, seed, LABEL_NOISE, first + i);
      double error = noise * Precision.DOUBLE.get(normals, 0, 0);
      double label = TeacherLabels.label(z, i, precision, teacher);
      precision.set(labels, 0, i, label + error);
    }
  }
}
