package io.skiplane.testing;

import io.skiplane.gradient.EnsembleInputs;
import io.skiplane.gradient.Gradient;
import io.skiplane.gradient.InputOrder;
import io.skiplane.gradient.Inputs;
import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.Start;
import io.skiplane.model.StepSizes;
import io.skiplane.model.Students;
import io.skiplane.model.Teacher;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Random;

/** Students whose starts and own inputs are named by their numbers, wherever they lie. */
public final class EnsembleScene {
  /** Every gradient of an ensemble, with batches of 1 and 3. */
  public static final List<String> GRADIENTS =
      List.of(
          "dense",
          "dense3",
          "projected",
          "projected3",
          "shared",
          "shared3",
          "shuffled3",
          "own",
          "own3",
          "labels3");

  private static final long INPUTS = 5;

  private final Arena arena;
  private final Shape shape;
  private final Precision precision;
  private final Scene scene;

  /** A scene whose memory {@code arena} owns. */
  public EnsembleScene(Arena arena, Shape shape, Precision precision, long seed) {
    this.arena = arena;
    this.shape = shape;
    this.precision = precision;
    scene = new Scene(arena, shape, precision, seed);
  }

  /** Random teacher. */
  public Teacher teacher() {
    return scene.teacher();
  }

  /** Step sizes with which every gradient stays finite, changing at step 50. */
  public StepSizes stepSizes() {
    return scene.stepSizes();
  }

  /** Students of numbers {@code first} and on, each at its own plain CNN start. */
  public Students students(long first, long count) {
    Students students = Students.allocate(arena, shape, precision, count);
    Start start = new Start(arena, teacher());
    for (long i = 0; i < count; i++) {
      start.draw(Start.Kind.CNN, 1, first + i);
      students.set(i, start);
    }
    return students;
  }

  /** A gradient by its name in {@link #GRADIENTS}. */
  public Gradient gradient(String name, long first, long count) {
    int batch = name.endsWith("3") ? 3 : 1;
    return switch (name.replace("3", "")) {
      case "dense" -> new Gradient.Dense(batch);
      case "projected" -> new Gradient.Projected(batch);
      case "shared" -> new Gradient.Resident(shared(), batch);
      case "shuffled" -> new Gradient.Resident(shared(), batch, new InputOrder.Shuffled(3, 2));
      case "own" -> new Gradient.ResidentEnsemble(own(first, count), batch);
      case "labels" -> new Gradient.ResidentEnsemble(ownLabels(first, count), batch);
      default -> throw new IllegalArgumentException(name);
    };
  }

  /** One data set for all. */
  public Inputs shared() {
    return scene.inputs(Inputs.Layout.ROW_MAJOR, INPUTS);
  }

  /** Inputs of each student's own. */
  public EnsembleInputs own(long first, long count) {
    EnsembleInputs.Patches own = EnsembleInputs.Patches.OWN;
    return filled(allocate(own, count), first);
  }

  private EnsembleInputs ownLabels(long first, long count) {
    EnsembleInputs inputs = allocate(EnsembleInputs.Patches.SHARED, count);
    MemorySegment.copy(shared().z(), 0, inputs.z(), 0, inputs.z().byteSize());
    return filled(inputs, first);
  }

  private EnsembleInputs allocate(EnsembleInputs.Patches patches, long count) {
    return new EnsembleInputs(
        arena.allocate(EnsembleInputs.patchBytes(shape, count, INPUTS, precision, patches), 64),
        arena.allocate(EnsembleInputs.labelBytes(count, INPUTS, precision), 64),
        shape,
        count,
        INPUTS,
        precision,
        patches);
  }

  private EnsembleInputs filled(EnsembleInputs inputs, long first) {
    MemorySegment rows = arena.allocate(shape.elements() * precision.bytes(), 64);
    for (long student = 0; student < inputs.students(); student++) {
      Random random = new Random(first + student);
      for (long input = 0; input < INPUTS; input++) {
        for (long i = 0; i < shape.elements(); i++) {
          precision.set(rows, 0, i, random.nextGaussian());
        }
        inputs.put(student, input, rows, 0, random.nextGaussian());
      }
    }
    return inputs;
  }
}
