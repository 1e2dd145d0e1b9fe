package io.skiplane.harness.stress;

import io.skiplane.gradient.Inputs;
import io.skiplane.harness.train.Choices.GradientName;
import io.skiplane.lanes.StreamKey;
import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.StepSizes;
import io.skiplane.model.Student;
import java.util.Locale;

/**
 * What is computed: all that the bits depend on. A block is a descent of its own, from a start and
 * with streams that its number names, so any block can be computed again alone, anywhere.
 *
 * @param shape k and p
 * @param precision of weights and inputs
 * @param seed names all streams
 * @param inputs resident ones; 0 where there are none
 * @param blockNanos about how long a block takes
 * @param period every so many blocks one is computed again; 0 for none
 */
record StressProblem(
    Shape shape, Precision precision, long seed, long inputs, double blockNanos, long period) {

  /**
   * A block that is computed again, by whatever route, is shorter: the scalar twin takes longer.
   */
  private static final int CHECKED_SHARE = 16;

  /** A JVM of its own keeps at most this share of the resident inputs. */
  private static final int WINDOW_SHARE = 8;

  /** Most parts of a step, with a workspace each: as many as the kernel makes at most. */
  private static final long MOST_SECTIONS = 64;

  private static final long SECTION_NUMBERS = 1 << 17;
  private static final long SECTION_BYTES = 256 << 10;
  private static final long KEPT_BYTES = 16 << 20;

  /** Whether a block is computed again. */
  boolean checked(long block) {
    return period > 0 && block % period == 0;
  }

  /** Steps of a block: whole groups, so that all of them are timed alike. */
  long steps(GradientName gradient, long block) {
    long steps = Costs.steps(gradient, shape, precision, blockNanos);
    long group = Costs.group(gradient, shape, precision);
    long wanted = checked(block) ? Math.max(1, steps / CHECKED_SHARE) : steps;
    return (wanted + group - 1) / group * group;
  }

  /** Step sizes that move the weights visibly and leave them finite however long a block is. */
  StepSizes stepSizes() {
    double k = shape.k();
    return StepSizes.constant(0.1 / k, 0.02 / (k * Math.sqrt(shape.p())));
  }

  /**
   * The inputs that a resident block reads, in turn.
   *
   * @param first number of the first one
   * @param count how many
   */
  record Window(long first, long count) {}

  /** The window of a block, any one: as blocks follow, all inputs are read. */
  Window window(long block) {
    long count = Math.min(inputs, steps(GradientName.RESIDENT, block));
    if (checked(block)) {
      count = Math.min(count, checkedInputs());
    }
    long windows = (inputs + count - 1) / count;
    long index = Math.floorMod(StreamKey.mix(block), windows);
    return new Window(Math.min(index * count, inputs - count), count);
  }

  /** Inputs that a block which is computed again reads at most. */
  long checkedInputs() {
    return Math.max(1, inputs / WINDOW_SHARE);
  }

  /** Inputs that a JVM of another width has room for; none where it would be all of them. */
  long windowInputs() {
    return inputs <= 1 ? 0 : checkedInputs();
  }

  /** Bytes of one input. */
  long inputBytes() {
    return Inputs.bytes(shape, precision, Inputs.Layout.ROW_MAJOR);
  }

  /** Bytes of a student. */
  long studentBytes() {
    return Student.bytes(shape, precision);
  }

  /** Bytes of the teacher, which is kept in doubles; a start takes as many. */
  long teacherBytes() {
    return Precision.DOUBLE.pairs(shape.k()) * 128 + Precision.DOUBLE.pairs(shape.p()) * 128;
  }

  /** Bytes that the workspace of any gradient's step fits into. */
  long workspaceBytes() {
    long sections = Math.clamp(shape.elements() / SECTION_NUMBERS, 1, MOST_SECTIONS);
    long output = 3 * Precision.DOUBLE.paddedBytes(shape.k());
    long direction = 5 * Precision.DOUBLE.paddedBytes(shape.p());
    return KEPT_BYTES + output + sections * (direction + SECTION_BYTES);
  }

  /** What the command line of another JVM takes. */
  String text() {
    return String.format(
        Locale.ROOT,
        "%d %d %s %d %d %s %d",
        shape.k(),
        shape.p(),
        precision,
        seed,
        inputs,
        Double.toString(blockNanos),
        period);
  }

  /** Reads it. */
  static StressProblem parse(String text) {
    String[] words = text.split(" ", -1);
    return new StressProblem(
        new Shape(Long.parseLong(words[0]), Long.parseLong(words[1])),
        Precision.valueOf(words[2]),
        Long.parseLong(words[3]),
        Long.parseLong(words[4]),
        Double.parseDouble(words[5]),
        Long.parseLong(words[6]));
  }
}
