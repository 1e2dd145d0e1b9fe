package io.skiplane.descent;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.skiplane.gradient.Arithmetic;
import io.skiplane.gradient.Inputs;
import io.skiplane.gradient.LossGradient;
import io.skiplane.gradient.PatchProducts;
import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.Start;
import io.skiplane.model.StepSizes;
import io.skiplane.model.Student;
import io.skiplane.model.Teacher;
import io.skiplane.testing.EnsembleScene;
import io.skiplane.testing.Scene;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Once C2 has compiled a loop, a run allocates nothing. Until then the interpreter boxes vectors.
 */
class AllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final long WARM_UP_NANOS = 60_000_000_000L;

  static Stream<Arguments> descents() {
    List<Arguments> all = new ArrayList<>();
    for (Precision precision : Precision.values()) {
      for (String gradient : Scene.GRADIENTS) {
        all.add(Arguments.of(gradient, precision));
      }
    }
    return all.stream();
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("descents")
  void runAllocatesNothing(String gradient, Precision precision) {
    Shape[] shapes = {new Shape(16, 8), new Shape(100, 8), new Shape(100, 64), new Shape(33, 100)};
    for (Shape shape : shapes) {
      try (Arena arena = Arena.ofConfined()) {
        Scene scene = new Scene(arena, shape, precision, 1);
        Descent descent =
            Descent.of(
                arena,
                scene.student(),
                scene.teacher(),
                scene.gradient(gradient),
                scene.stepSizes(),
                1,
                1);
        descent.record(Trajectory.allocate(arena, 16), 10);
        assertNothing(gradient + " " + precision + " " + shape, () -> descent.run(60));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void ensembleAllocatesNothingForAStudent(Precision precision) {
    try (Arena arena = Arena.ofConfined()) {
      Teacher teacher = Teacher.study(arena, new Shape(16, 8));
      StudentTable table = StudentTable.allocate(arena, 400);
      Start start = new Start(arena, teacher);
      for (int i = 0; i < 400; i++) {
        start.draw(Start.Kind.CNN, 1, i);
        table.start(i, start, teacher);
      }
      Ensemble ensemble = Ensemble.of(arena, precision);
      StepSizes sizes = StepSizes.warmUpFor(16, 100);
      Runnable run = () -> run(ensemble, table, teacher, sizes);
      // The call's own constants; one object of 16 bytes a student would make 6400.
      assertThat(leastUntil(run, 2048)).as("bytes").isLessThanOrEqualTo(2048);
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void perturbedDescentAllocatesNothing(Precision precision) {
    try (Arena arena = Arena.ofConfined()) {
      Scene scene = new Scene(arena, new Shape(33, 21), precision, 1);
      PerturbedDescent descent =
          PerturbedDescent.of(
              arena,
              scene.student(),
              scene.teacher(),
              scene.stepSizes(),
              new NoiseSchedule(1, 1, 3, 1000),
              1,
              1);
      assertNothing("perturbed " + precision, () -> descent.run(60));
    }
  }

  static Stream<Arguments> ensembles() {
    List<Arguments> all = new ArrayList<>();
    for (Precision precision : Precision.values()) {
      for (String gradient : EnsembleScene.GRADIENTS) {
        all.add(Arguments.of(gradient, precision));
      }
    }
    return all.stream();
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("ensembles")
  void sampledEnsembleAllocatesNothing(String gradient, Precision precision) {
    for (Shape shape : new Shape[] {new Shape(16, 8), new Shape(33, 21)}) {
      try (Arena arena = Arena.ofConfined()) {
        EnsembleScene scene = new EnsembleScene(arena, shape, precision, 1);
        SampledEnsemble ensemble =
            SampledEnsemble.of(
                arena,
                scene.students(0, 40),
                scene.teacher(),
                scene.gradient(gradient, 0, 40),
                scene.stepSizes(),
                1);
        assertNothing(gradient + " " + precision + " " + shape, () -> ensemble.run(60));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void loopsOfOnesOwnAllocateNothing(Precision precision) {
    for (Shape shape : new Shape[] {new Shape(16, 8), new Shape(33, 100)}) {
      for (String name : new String[] {"population", "dense3", "packed"}) {
        try (Arena arena = Arena.ofConfined()) {
          Scene scene = new Scene(arena, shape, precision, 1);
          Student student = scene.student();
          Arithmetic on = Arithmetic.of(arena, precision);
          MemorySegment gradA = on.allocate(arena, shape.k());
          MemorySegment gradW = on.allocate(arena, shape.p());
          MemorySegment v = student.firstLayerWeight();
          LossGradient gradient =
              LossGradient.of(arena, student, scene.teacher(), scene.gradient(name), 1, 0);
          PatchProducts products =
              PatchProducts.of(arena, student, scene.inputs(Inputs.Layout.PACKED));
          Runnable run =
              () -> {
                for (int step = 0; step < 60; step++) {
                  gradient.at(step, gradA, gradW);
                  on.addScaled(-1e-3, gradW, v, shape.p());
                  on.normalise(v, shape.p());
                  on.normals(gradA, shape.k(), 1, 2, 3, step);
                  products.at(step % Scene.INPUTS, gradA, gradW);
                }
              };
          assertNothing(name + " " + precision + " " + shape, run);
        }
      }
    }
  }

  private static void run(Ensemble ensemble, StudentTable table, Teacher teacher, StepSizes sizes) {
    ensemble.run(
        table, 0, 400, teacher, sizes, new StopRule(1e-6, 300), (studentSteps, ended) -> true);
  }

  private static void assertNothing(String name, Runnable run) {
    assertThat(leastUntil(run, 0)).as("bytes allocated by %s", name).isZero();
  }

  /**
   * The least bytes that a run allocated, trying until the goal is met five times or time is up.
   */
  private static long leastUntil(Runnable run, long goal) {
    long end = System.nanoTime() + WARM_UP_NANOS;
    long least = Long.MAX_VALUE;
    int met = 0;
    while (met < 5 && System.nanoTime() < end) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      run.run();
      long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
      least = Math.min(least, bytes);
      met += bytes <= goal ? 1 : 0;
    }
    return least;
  }
}
