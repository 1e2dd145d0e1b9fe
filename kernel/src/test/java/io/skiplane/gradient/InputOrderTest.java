package io.skiplane.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.descent.Descent;
import io.skiplane.descent.SampledEnsemble;
import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.Start;
import io.skiplane.model.StepSizes;
import io.skiplane.model.Student;
import io.skiplane.model.Students;
import io.skiplane.testing.Refusal;
import io.skiplane.testing.Scene;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which input has its turn: every input once an epoch, block by block, in a random order. */
class InputOrderTest {
  private static final long[] COUNTS = {1, 2, 3, 7, 8, 9, 64, 100};
  private static final long[] BLOCKS = {1, 2, 3, 7, 8, 64, 1000, Long.MAX_VALUE};

  /** Computed by a program of its own, in Python, from the documented order. */
  private static final long[] PINNED_0 = {2, 1, 0, 3, 13, 12, 11, 10, 8, 9, 6, 5, 7, 4};

  private static final long[] PINNED_1 = {1, 2, 0, 3, 6, 4, 7, 5, 12, 13, 11, 8, 9, 10};

  private static InputTurn turn(Arena arena, InputOrder order, long count) {
    Offsets offsets = new Offsets(Precision.FLOAT);
    InputTurn turn = new InputTurn(order, count, offsets);
    MemorySegment work = arena.allocate(offsets.end(), 64);
    turn.use(work.fill((byte) -1));
    return turn;
  }

  private static long[] epoch(InputTurn turn, long epoch, long count) {
    return LongStream.range(0, count).map(place -> turn.input(epoch, place)).toArray();
  }

  @Test
  void everyEpochHasEveryInputOnceAndBlocksStayTogether() {
    try (Arena arena = Arena.ofConfined()) {
      for (long count : COUNTS) {
        for (long block : BLOCKS) {
          InputTurn turn = turn(arena, new InputOrder.Shuffled(5, block), count);
          for (long epoch : new long[] {0, 1, 2, 1L << 40, Long.MAX_VALUE}) {
            long[] inputs = epoch(turn, epoch, count);
            assertThat(Arrays.stream(inputs).sorted().toArray())
                .as("%d inputs in blocks of %d", count, block)
                .isEqualTo(LongStream.range(0, count).toArray());
            long changes =
                LongStream.range(1, count)
                    .filter(i -> inputs[(int) i] / block != inputs[(int) i - 1] / block)
                    .count();
            assertThat(changes).isEqualTo((count - 1) / block);
          }
        }
      }
    }
  }

  @Test
  void aPlaceHasTheSameInputFromWhereverOneComes() {
    try (Arena arena = Arena.ofConfined()) {
      InputOrder order = new InputOrder.Shuffled(6, 7);
      InputTurn steady = turn(arena, order, 100);
      long[][] epochs = new long[5][];
      for (int i = 0; i < epochs.length; i++) {
        epochs[i] = epoch(steady, i, 100);
      }
      InputTurn jumping = turn(arena, order, 100);
      Random random = new Random(1);
      for (int i = 0; i < 3000; i++) {
        int epoch = random.nextInt(epochs.length);
        int place = random.nextInt(100);
        assertThat(jumping.input(epoch, place)).isEqualTo(epochs[epoch][place]);
      }
    }
  }

  /** Pinned: a checkpoint of an older version must go on to the same bits. */
  @Test
  void theOrderIsPinned() {
    try (Arena arena = Arena.ofConfined()) {
      InputTurn turn = turn(arena, new InputOrder.Shuffled(1, 4), 14);
      assertThat(epoch(turn, 0, 14)).containsExactly(PINNED_0);
      assertThat(epoch(turn, 1, 14)).containsExactly(PINNED_1);
    }
  }

  @Test
  void seedsAndEpochsHaveOrdersOfTheirOwn() {
    try (Arena arena = Arena.ofConfined()) {
      Set<String> orders = new HashSet<>();
      for (long seed = -20; seed < 20; seed++) {
        InputTurn turn = turn(arena, new InputOrder.Shuffled(seed, 10), 100);
        for (long epoch = 0; epoch < 20; epoch++) {
          orders.add(Arrays.toString(epoch(turn, epoch, 100)));
        }
      }
      assertThat(orders).hasSize(800);
    }
  }

  /** χ² over the 24 orders of three blocks of 2 and a short one, and over the 24 of one block. */
  @ParameterizedTest
  @CsvSource({"7, 2", "4, 1", "4, 4"})
  void everyOrderIsEquallyLikely(long count, long block) {
    int epochs = 48_000;
    Map<String, Integer> seen = new HashMap<>();
    try (Arena arena = Arena.ofConfined()) {
      InputTurn turn = turn(arena, new InputOrder.Shuffled(9, block), count);
      for (long epoch = 0; epoch < epochs; epoch++) {
        long[] inputs = epoch(turn, epoch, count);
        long[] key =
            block == count
                ? inputs
                : Arrays.stream(inputs).map(i -> i / block).distinct().toArray();
        seen.merge(Arrays.toString(key), 1, Integer::sum);
      }
    }
    double expected = epochs / 24.0;
    double chiSquare =
        seen.values().stream().mapToDouble(n -> (n - expected) * (n - expected) / expected).sum();
    assertThat(seen).hasSize(24);
    assertThat(chiSquare).isBetween(2.0, 70.0); // 23 degrees of freedom: beyond 6σ of luck
  }

  @ParameterizedTest(name = "{0}, batch {1}, {2}")
  @CsvSource({
    "4x3, 1, ROW_MAJOR",
    "4x3, 3, ROW_MAJOR",
    "4x3, 3, PACKED",
    "300x5, 1, ROW_MAJOR",
    "5x20, 1, ROW_MAJOR",
    "5x20, 3, PACKED",
    "700x400, 2, ROW_MAJOR"
  })
  void shuffledIsInTurnOnDataThatWasShuffledBefore(String shape, int batch, Inputs.Layout layout) {
    String[] sizes = shape.split("x", -1);
    Shape wanted = new Shape(Long.parseLong(sizes[0]), Long.parseLong(sizes[1]));
    for (Precision precision : Precision.values()) {
      try (Arena arena = Arena.ofConfined()) {
        Scene scene = new Scene(arena, wanted, precision, 4);
        Inputs inputs = scene.inputs(layout);
        InputOrder order = new InputOrder.Shuffled(8, 2);
        int epochs = 3;
        Inputs before = inOrder(arena, inputs, order, epochs);
        Student one = scene.student();
        Student other = scene.student();
        long steps = epochs * inputs.count() / batch;
        run(arena, scene, one, new Gradient.Resident(inputs, batch, order), steps);
        run(arena, scene, other, new Gradient.Resident(before, batch), steps);
        assertThat(one.memory().mismatch(other.memory())).isEqualTo(-1);
        Student unshuffled = scene.student();
        run(arena, scene, unshuffled, new Gradient.Resident(inputs, batch), steps);
        assertThat(one.memory().mismatch(unshuffled.memory())).isNotEqualTo(-1);
      }
    }
  }

  @Test
  void anEnsembleTakesTheSameOrder() {
    Shape shape = new Shape(4, 3);
    try (Arena arena = Arena.ofConfined()) {
      Scene scene = new Scene(arena, shape, Precision.FLOAT, 4);
      Inputs inputs = scene.inputs(Inputs.Layout.ROW_MAJOR);
      InputOrder order = new InputOrder.Shuffled(8, 2);
      Inputs before = inOrder(arena, inputs, order, 6);
      Students one = students(arena, scene);
      Students other = students(arena, scene);
      StepSizes sizes = scene.stepSizes();
      Gradient shuffled = new Gradient.Resident(inputs, 2, order);
      SampledEnsemble.of(arena, one, scene.teacher(), shuffled, sizes, 1).run(20);
      Gradient inTurn = new Gradient.Resident(before, 2);
      SampledEnsemble.of(arena, other, scene.teacher(), inTurn, sizes, 1).run(20);
      assertThat(one.memory().mismatch(other.memory())).isEqualTo(-1);
    }
  }

  @Test
  void aBlockHasAnInput() {
    Refusal.of(() -> new InputOrder.Shuffled(1, 0), "has 0 inputs", "at least 1");
    Refusal.of(() -> new InputOrder.Shuffled(1, -5), "has -5 inputs", "at least 1");
  }

  private static void run(
      Arena arena, Scene scene, Student student, Gradient gradient, long steps) {
    Descent.of(arena, student, scene.teacher(), gradient, scene.stepSizes(), 0, 0).run(steps);
  }

  private static Students students(Arena arena, Scene scene) {
    Students students = Students.allocate(arena, scene.student().shape(), Precision.FLOAT, 20);
    Start start = new Start(arena, scene.teacher());
    for (long i = 0; i < 20; i++) {
      start.draw(Start.Kind.CNN, 1, i);
      students.set(i, start);
    }
    return students;
  }

  /** The inputs of some epochs, one behind the other. */
  private static Inputs inOrder(Arena arena, Inputs inputs, InputOrder order, int epochs) {
    long count = inputs.count();
    Precision precision = inputs.precision();
    long bytes = Inputs.bytes(inputs.shape(), precision, inputs.layout());
    MemorySegment z = arena.allocate(epochs * count * bytes, 64);
    MemorySegment labels = arena.allocate(epochs * count * precision.bytes(), 64);
    InputTurn turn = turn(arena, order, count);
    for (int epoch = 0; epoch < epochs; epoch++) {
      long[] numbers = epoch(turn, epoch, count);
      for (int place = 0; place < count; place++) {
        long to = epoch * count + place;
        MemorySegment.copy(inputs.z(), numbers[place] * bytes, z, to * bytes, bytes);
        precision.set(labels, 0, to, precision.get(inputs.labels(), 0, numbers[place]));
      }
    }
    return new Inputs(z, labels, inputs.shape(), epochs * count, precision, inputs.layout());
  }
}
