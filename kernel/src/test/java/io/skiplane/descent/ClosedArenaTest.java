package io.skiplane.descent;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.gradient.Arithmetic;
import io.skiplane.gradient.Gradient;
import io.skiplane.gradient.Inputs;
import io.skiplane.gradient.LossGradient;
import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.Start;
import io.skiplane.model.StepSizes;
import io.skiplane.model.Student;
import io.skiplane.model.Teacher;
import io.skiplane.testing.EnsembleScene;
import io.skiplane.testing.Refusal;
import io.skiplane.testing.Scene;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An arena that another thread closes in mid-run ends the run with a sentence, and no crash. */
@SuppressWarnings("MustBeClosedChecker") // Other threads close them.
class ClosedArenaTest {
  private static final long FOR_EVER = Long.MAX_VALUE / 4;
  private static final int ROUNDS = 4;

  static Stream<String> gradients() {
    return Stream.of(Scene.GRADIENTS);
  }

  @ParameterizedTest
  @MethodSource("gradients")
  void descentNamesTheMemory(String gradient) throws InterruptedException {
    for (int round = 0; round < ROUNDS; round++) {
      Shape shape = round % 2 == 0 ? new Shape(16, 8) : new Shape(100, 64);
      Precision precision = Precision.values()[round % 2];
      Arena arena = Arena.ofShared();
      Scene scene = new Scene(arena, shape, precision, 1);
      Descent descent =
          Descent.of(
              arena,
              scene.student(),
              scene.teacher(),
              scene.gradient(gradient),
              StepSizes.constant(0, 0), // such a run never diverges
              1,
              1);
      Throwable thrown = closeInMidRun(arena, () -> descent.run(FOR_EVER));
      assertThat(thrown)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("student's memory was closed with its arena in a run that began")
          .hasMessageContaining("keep the arena open")
          .hasCauseInstanceOf(IllegalStateException.class);
      Refusal.as(
          IllegalStateException.class, () -> descent.run(1), "student's memory was closed with");
      Refusal.as(
          IllegalStateException.class, descent::point, "student's memory was closed with", "point");
    }
  }

  @Test
  void teamsEndTogether() throws InterruptedException {
    try (ExecutorService helpers = Executors.newFixedThreadPool(2)) {
      for (int round = 0; round < ROUNDS; round++) {
        Arena arena = Arena.ofShared();
        Scene scene = new Scene(arena, new Shape(2048, 128), Precision.FLOAT, 1);
        Descent descent =
            Descent.of(
                arena,
                scene.student(),
                scene.teacher(),
                scene.gradient("dense"),
                StepSizes.constant(0, 0),
                1,
                1);
        Throwable thrown = closeInMidRun(arena, () -> descent.run(FOR_EVER, helpers, 2));
        assertThat(thrown).hasMessageContaining("was closed with its arena in a run that began");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void sampledEnsembleNamesTheMemory(boolean withHelpers) throws InterruptedException {
    try (ExecutorService helpers = Executors.newFixedThreadPool(2)) {
      for (String gradient : List.of("dense", "projected", "shared", "own")) {
        Arena arena = Arena.ofShared();
        EnsembleScene scene = new EnsembleScene(arena, new Shape(16, 8), Precision.FLOAT, 1);
        SampledEnsemble ensemble =
            SampledEnsemble.of(
                arena,
                scene.students(0, 64),
                scene.teacher(),
                scene.gradient(gradient, 0, 64),
                StepSizes.constant(0, 0),
                1,
                0,
                3);
        Runnable run =
            withHelpers ? () -> ensemble.run(FOR_EVER, helpers) : () -> ensemble.run(FOR_EVER);
        assertThat(closeInMidRun(arena, run))
            .isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("students' memory was closed with its arena in a run");
        Refusal.as(
            IllegalStateException.class,
            () -> ensemble.point(3),
            "students' memory was closed with its arena before a point");
      }
    }
  }

  /** Labels that are the same for all students are no part of what a cohort's loops hold. */
  @Test
  void sampledEnsembleNamesTheLabels() throws InterruptedException {
    try (Arena own = Arena.ofShared()) {
      Arena arena = Arena.ofShared();
      EnsembleScene scene = new EnsembleScene(own, new Shape(16, 8), Precision.FLOAT, 1);
      Inputs given = scene.shared();
      MemorySegment labels = arena.allocate(given.labels().byteSize(), 4);
      Inputs inputs =
          new Inputs(
              given.z(), labels, given.shape(), given.count(), Precision.FLOAT, given.layout());
      SampledEnsemble ensemble =
          SampledEnsemble.of(
              own,
              scene.students(0, 64),
              scene.teacher(),
              new Gradient.Resident(inputs, 1),
              StepSizes.constant(0, 0),
              1);
      assertThat(closeInMidRun(arena, () -> ensemble.run(FOR_EVER)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("the labels was closed with its arena in a run");
    }
  }

  @Test
  void ensembleNamesTheMemory() throws InterruptedException {
    Arena arena = Arena.ofShared();
    Teacher teacher = Teacher.study(arena, new Shape(16, 8));
    StudentTable table = StudentTable.allocate(arena, 16);
    Scene scene = new Scene(arena, new Shape(16, 8), Precision.DOUBLE, 1);
    Start start = new Start(arena, scene.teacher());
    for (int i = 0; i < 16; i++) {
      start.draw(Start.Kind.CNN, 1, i);
      table.start(i, start, teacher);
    }
    Ensemble ensemble = Ensemble.of(arena, Precision.DOUBLE);
    Throwable thrown =
        closeInMidRun(
            arena,
            () ->
                ensemble.run(
                    table,
                    0,
                    16,
                    teacher,
                    StepSizes.constant(0, 0),
                    new StopRule(1e-6, FOR_EVER),
                    (steps, ended) -> true));
    assertThat(thrown).hasMessageContaining("student table was closed with its arena in a run");
  }

  @Test
  void perturbedDescentNamesTheMemory() throws InterruptedException {
    try (Arena own = Arena.ofShared()) {
      Arena arena = Arena.ofShared();
      Teacher teacher = Teacher.study(own, new Shape(16, 8));
      PerturbedDescent descent =
          PerturbedDescent.of(
              own,
              Student.allocate(arena, teacher.shape(), Precision.DOUBLE),
              teacher,
              StepSizes.constant(0, 0),
              new NoiseSchedule(1, 1, 1, 1),
              1,
              1);
      assertThat(closeInMidRun(arena, () -> descent.run(FOR_EVER)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("student's memory was closed with its arena in a run that began");
      Class<IllegalStateException> state = IllegalStateException.class;
      Refusal.as(state, () -> descent.run(1), "student's memory was closed with", "keep");
      Refusal.as(state, descent::point, "student's memory was closed with", "keep");
    }
  }

  @Test
  void gradientNamesTheMemory() throws InterruptedException {
    Arena arena = Arena.ofShared();
    Scene scene = new Scene(arena, new Shape(100, 64), Precision.FLOAT, 1);
    LossGradient gradient =
        LossGradient.of(arena, scene.student(), scene.teacher(), scene.gradient("dense"), 1, 1);
    try (Arena own = Arena.ofShared()) {
      MemorySegment gradA = own.allocate(512, 64);
      MemorySegment gradW = own.allocate(512, 64);
      Throwable thrown =
          closeInMidRun(
              arena,
              () -> {
                for (long step = 0; step < FOR_EVER; step++) {
                  gradient.at(step, gradA, gradW);
                }
              });
      assertThat(thrown).hasMessageContaining("student's memory was closed with its arena");
    }
  }

  @Test
  void arithmeticNamesTheArrayAndTheGradientItsBuffer() throws InterruptedException {
    try (Arena own = Arena.ofShared()) {
      Arithmetic on = Arithmetic.of(own, Precision.DOUBLE);
      MemorySegment x = on.allocate(own, 1 << 16);
      Scene scene = new Scene(own, new Shape(600, 300), Precision.DOUBLE, 1);
      Gradient dense = new Gradient.Dense(1);
      LossGradient loss = LossGradient.of(own, scene.student(), scene.teacher(), dense, 1, 1);
      List<BiConsumer<Long, MemorySegment>> uses =
          List.of(
              (i, y) -> on.dot(x, y, 1 << 16),
              (i, y) -> on.addScaled(0.5, x, y, 1 << 16),
              (i, y) -> on.combine(0.5, y, 1, x, 1 << 16),
              (i, y) -> on.normals(y, 1 << 16, 1, 1, 1, i),
              (i, y) -> loss.at(i, y, x));
      for (BiConsumer<Long, MemorySegment> use : uses) {
        Arena arena = Arena.ofShared();
        MemorySegment y = on.allocate(arena, 1 << 16);
        Throwable thrown =
            closeInMidRun(
                arena,
                () -> {
                  for (long i = 0; i < FOR_EVER; i++) {
                    use.accept(i, y);
                  }
                });
        assertThat(thrown)
            .isInstanceOf(IllegalStateException.class)
            .hasMessageMatching("(y|out|the gradient of a) was closed with its arena.*");
      }
    }
  }

  @Test
  void aThreadThatDoesNotOwnTheMemoryIsTold() throws InterruptedException {
    try (Arena arena = Arena.ofConfined()) {
      Scene scene = new Scene(arena, new Shape(4, 4), Precision.FLOAT, 1);
      Descent descent =
          Descent.of(
              arena,
              scene.student(),
              scene.teacher(),
              scene.gradient("dense"),
              scene.stepSizes(),
              1,
              1);
      AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
      Thread other = new Thread(() -> thrown.set(catching(() -> descent.run(1))));
      other.start();
      other.join();
      assertThat(thrown.get())
          .isInstanceOf(WrongThreadException.class)
          .hasMessageContaining("student's memory belongs to a confined arena of another thread");
    }
  }

  /** Lets the run get going, closes the arena under it and gives what it threw. */
  private static @Nullable Throwable closeInMidRun(Arena arena, Runnable run)
      throws InterruptedException {
    AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
    Thread runner = new Thread(() -> thrown.set(catching(run)));
    runner.start();
    while (runner.isAlive() && !isInAStep(runner)) {
      Thread.sleep(1);
    }
    Thread.sleep(20); // No claim: wherever the run is by now, it must end well.
    arena.close();
    runner.join();
    return thrown.get();
  }

  private static boolean isInAStep(Thread runner) {
    return Arrays.stream(runner.getStackTrace())
        .map(StackTraceElement::getClassName)
        .anyMatch(
            name ->
                name.startsWith("io.skiplane.gradient.") || name.startsWith("io.skiplane.lanes."));
  }

  private static @Nullable Throwable catching(Runnable run) {
    try {
      run.run();
      return null;
    } catch (RuntimeException | Error e) {
      return e;
    }
  }
}
