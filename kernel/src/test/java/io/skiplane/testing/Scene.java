package io.skiplane.testing;

import io.skiplane.gradient.Gradient;
import io.skiplane.gradient.InputOrder;
import io.skiplane.gradient.Inputs;
import io.skiplane.lanes.Packing;
import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.Start;
import io.skiplane.model.StepSizes;
import io.skiplane.model.Student;
import io.skiplane.model.Teacher;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Random;

/** A teacher, a student at a random start, and what else a descent needs, all named by a seed. */
public final class Scene {
  /** Number of resident inputs: not a multiple of the batches that tests use. */
  public static final long INPUTS = 7;

  private final Arena arena;
  private final Shape shape;
  private final Precision precision;
  private final long seed;
  private final Teacher teacher;

  /** A scene whose memory {@code arena} owns. */
  public Scene(Arena arena, Shape shape, Precision precision, long seed) {
    this.arena = arena;
    this.shape = shape;
    this.precision = precision;
    this.seed = seed;
    teacher = Teacher.random(arena, shape, seed);
  }

  /** Random teacher. */
  public Teacher teacher() {
    return teacher;
  }

  /** A student at the plain CNN start. */
  public Student student() {
    Student student = Student.allocate(arena, shape, precision);
    Start start = new Start(arena, teacher);
    start.draw(Start.Kind.CNN, seed, 0);
    start.to(student);
    return student;
  }

  /** Step sizes with which every gradient stays finite, changing at step 50. */
  public StepSizes stepSizes() {
    double eta = 0.05 / shape.k();
    return new StepSizes(
        List.of(new StepSizes.Phase(50, eta, eta / 4), new StepSizes.Phase(1, eta / 2, eta / 2)));
  }

  /** Normal patches and labels, in one layout or the other. */
  public Inputs inputs(Inputs.Layout layout) {
    return inputs(layout, INPUTS);
  }

  /** A number of inputs of normal patches and labels. */
  public Inputs inputs(Inputs.Layout layout, long count) {
    Random random = new Random(seed);
    long bytes = shape.elements() * precision.bytes();
    MemorySegment rows = arena.allocate(count * bytes, precision.bytes());
    for (long i = 0; i < count * shape.elements(); i++) {
      precision.set(rows, 0, i, random.nextGaussian());
    }
    MemorySegment labels = arena.allocate(count * precision.bytes(), precision.bytes());
    for (long i = 0; i < count; i++) {
      precision.set(labels, 0, i, random.nextGaussian());
    }
    if (layout == Inputs.Layout.ROW_MAJOR) {
      return new Inputs(rows, labels, shape, count, precision, layout);
    }
    long packedBytes = Packing.bytes(shape.k(), shape.p(), precision);
    MemorySegment packed = arena.allocate(count * packedBytes, Precision.VECTOR_BYTES);
    for (long i = 0; i < count; i++) {
      Packing.pack(rows, i * bytes, packed, i * packedBytes, shape.k(), shape.p(), precision);
    }
    return new Inputs(packed, labels, shape, count, precision, layout);
  }

  /** A gradient of each kind, by its name in {@link #GRADIENTS}. */
  public Gradient gradient(String name) {
    return switch (name) {
      case "population" -> new Gradient.Population();
      case "reduced" -> new Gradient.Reduced();
      case "dense" -> new Gradient.Dense(1);
      case "dense3" -> new Gradient.Dense(3);
      case "projected" -> new Gradient.Projected(1);
      case "projected3" -> new Gradient.Projected(3);
      case "angular" -> new Gradient.Angular(1);
      case "angular3" -> new Gradient.Angular(3);
      case "resident" -> new Gradient.Resident(inputs(Inputs.Layout.ROW_MAJOR), 1);
      case "resident3" -> new Gradient.Resident(inputs(Inputs.Layout.ROW_MAJOR), 3);
      case "packed" -> new Gradient.Resident(inputs(Inputs.Layout.PACKED), 1);
      case "packed3" -> new Gradient.Resident(inputs(Inputs.Layout.PACKED), 3);
      case "shuffled3" ->
          new Gradient.Resident(
              inputs(Inputs.Layout.ROW_MAJOR), 3, new InputOrder.Shuffled(seed, 2));
      default -> throw new IllegalArgumentException(name);
    };
  }

  /** Every gradient, the sampled ones with batches of 1 and 3. */
  public static final String[] GRADIENTS = {
    "population",
    "reduced",
    "dense",
    "dense3",
    "projected",
    "projected3",
    "angular",
    "angular3",
    "resident",
    "resident3",
    "packed",
    "packed3",
    "shuffled3"
  };
}
