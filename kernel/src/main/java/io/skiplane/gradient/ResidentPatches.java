package io.skiplane.gradient;

import io.skiplane.lanes.Packing;
import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.Student;
import java.lang.foreign.MemorySegment;

/**
 * The caller's inputs: step t takes those at the places t·batch, t·batch + 1, … of the sequence of
 * epochs, by an {@link InputOrder}. Packed patches, and row-major ones of whole vectors, are used
 * where they lie.
 */
final class ResidentPatches implements PatchSource {
  /** More than a core's share of any third-level cache; inputs that come round find less there. */
  private static final long MOST_CACHED_BYTES = 16 << 20;

  private final Inputs inputs;
  private final PatchPass pass;
  private final Precision precision;
  private final Shape shape;
  private final int batch;
  private final InputTurn turn;
  private final boolean inPlace;
  private final long inputBytes;
  private final long patchBytes;
  private final long buffer;
  private MemorySegment work = MemorySegment.NULL;
  private long knownStep = -2;
  private long knownStart;
  private long knownEpoch;

  ResidentPatches(Gradient.Resident resident, Student student, PatchPass pass, Offsets offsets) {
    inputs = resident.inputs();
    this.pass = pass;
    batch = resident.batch();
    precision = student.precision();
    shape = student.shape();
    Inputs.checkFit(inputs.shape(), inputs.precision(), shape, precision);
    boolean packed = inputs.layout() == Inputs.Layout.PACKED;
    inPlace = inPlace(inputs, precision);
    inputBytes = Inputs.bytes(shape, precision, inputs.layout());
    patchBytes = (packed ? Packing.columns(shape.p(), precision) : shape.p()) * precision.bytes();
    turn = new InputTurn(resident.order(), inputs.count(), offsets);
    buffer = offsets.array(inPlace ? 0 : pass.bufferNumbers());
  }

  /** Whether the inputs lie as the kernels take them. */
  static boolean inPlace(Inputs inputs, Precision precision) {
    long p = inputs.shape().p();
    return inputs.layout() == Inputs.Layout.PACKED
        || (!Packing.narrow(p) && p == precision.padded(p));
  }

  @Override
  public void use(MemorySegment workspace) {
    work = workspace;
    turn.use(workspace);
  }

  @Override
  public void patches(long step, int input, PatchSink sink) {
    long at = index(step, input) * inputBytes;
    if (inPlace) {
      sink.add(
          pass.firstPatch(),
          pass.patches(),
          inputs.z(),
          at + pass.firstPatch() * patchBytes,
          false);
      return;
    }
    long to = buffer + pass.bufferOffset(input);
    for (long block = pass.firstBlock(); block < pass.endBlock(); block++) {
      long patch = block * pass.blockPatches();
      long count = pass.patches(block);
      long from = at + patch * patchBytes;
      Packing.pack(inputs.z(), from, work, to, count, shape.p(), precision);
      sink.add(patch, count, work, to, false);
    }
  }

  @Override
  public boolean far() {
    return inPlace && inputs.count() * inputBytes > MOST_CACHED_BYTES;
  }

  @Override
  public boolean teacher() {
    return false;
  }

  @Override
  public double label(long step, int input) {
    return precision.get(inputs.labels(), 0, index(step, input));
  }

  @Override
  public void labels(long step, int first, int count, long to) {
    long index = index(step, first);
    int size = precision.bytes();
    if (turn.consecutive() && index + count <= inputs.count()) {
      MemorySegment.copy(inputs.labels(), index * size, work, to, (long) count * size);
      return;
    }
    for (int i = 0; i < count; i++) {
      precision.set(work, to, i, label(step, first + i));
    }
  }

  /**
   * A step's divisions cost as much as a small step's patches: one a step, none where steps follow.
   */
  private long index(long step, int input) {
    long count = inputs.count();
    if (step != knownStep) {
      long next = knownStart + batch;
      if (step == knownStep + 1 && next < count) {
        knownStart = next;
      } else {
        long places = step % count * batch;
        knownStart = places % count;
        knownEpoch = step / count * batch + places / count;
      }
      knownStep = step;
    }
    long place = knownStart + input;
    if (place < count) {
      return turn.input(knownEpoch, place);
    }
    long epochs = place / count;
    return turn.input(knownEpoch + epochs, place - epochs * count);
  }
}
