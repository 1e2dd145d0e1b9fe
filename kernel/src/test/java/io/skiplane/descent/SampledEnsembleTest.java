package io.skiplane.descent;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.Student;
import io.skiplane.model.Students;
import io.skiplane.testing.Digest;
import io.skiplane.testing.EnsembleScene;
import io.skiplane.testing.Golden;
import io.skiplane.testing.Weights;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A student of a sampled ensemble ends at the same bits whatever its lane, its neighbours, their
 * number, the split of the steps into runs, the threads and the twin.
 */
@Tag("bits")
class SampledEnsembleTest {
  private static final Shape[] SHAPES = {
    new Shape(1, 1),
    new Shape(3, 2),
    new Shape(16, 8), // one pass, one block
    new Shape(70, 8), // several blocks of fresh patches
    new Shape(9, 13), // fours of columns and one more
    new Shape(40, 33), // several blocks
    new Shape(300, 3) // several blocks of projections
  };

  private static final int STUDENTS = 37; // three cohorts of floats, five of doubles
  private static final long STEPS = 70; // with an exact normalisation and a change of step sizes

  static Stream<Arguments> gradients() {
    List<Arguments> all = new ArrayList<>();
    for (Precision precision : Precision.values()) {
      for (String gradient : EnsembleScene.GRADIENTS) {
        all.add(Arguments.of(gradient, precision));
      }
    }
    return all.stream();
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("gradients")
  void laneNeighboursAndNumberDoNotMatter(String gradient, Precision precision) {
    for (Shape shape : SHAPES) {
      List<double[]> all = ends(shape, precision, gradient, 0, STUDENTS, STEPS);
      List<double[]> some = ends(shape, precision, gradient, 5, 20, STEPS);
      for (int i = 0; i < 20; i++) {
        assertThat(some.get(i)).as("%s, student %d", shape, 5 + i).isEqualTo(all.get(5 + i));
      }
      assertThat(ends(shape, precision, gradient, 36, 1, STEPS).get(0))
          .as("%s, student 36 alone", shape)
          .isEqualTo(all.get(36));
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("gradients")
  void splitOfTheStepsDoesNotMatter(String gradient, Precision precision) {
    for (Shape shape : SHAPES) {
      assertThat(ends(shape, precision, gradient, 3, 18, 1, 40, 0, STEPS - 41))
          .as("%s", shape)
          .usingRecursiveComparison()
          .isEqualTo(ends(shape, precision, gradient, 3, 18, STEPS));
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("gradients")
  void threadsDoNotMatter(String gradient, Precision precision) throws Exception {
    Shape shape = new Shape(16, 8);
    List<double[]> expected = ends(shape, precision, gradient, 0, STUDENTS, STEPS);
    Executor dropping = task -> {};
    Executor refusing =
        task -> {
          throw new RejectedExecutionException("full");
        };
    try (ExecutorService two = Executors.newFixedThreadPool(2)) {
      for (Executor executor : List.of(two, Runnable::run, dropping, refusing)) {
        for (int threads : new int[] {1, 2, 3, 8}) {
          assertThat(threaded(shape, precision, gradient, threads, executor))
              .as("%d threads", threads)
              .usingRecursiveComparison()
              .isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void endsAreThePinnedBits() {
    Map<String, String> digests = new HashMap<>();
    gradients()
        .forEach(
            arguments -> {
              String gradient = (String) arguments.get()[0];
              Precision precision = (Precision) arguments.get()[1];
              Digest digest = new Digest();
              for (Shape shape : SHAPES) {
                for (double[] end : ends(shape, precision, gradient, 0, STUDENTS, STEPS)) {
                  for (double weight : end) {
                    digest.add(weight);
                  }
                }
              }
              digests.put(gradient + "." + precision, digest.hex());
            });
    Golden.check("sampled-ensembles.properties", digests);
  }

  /** a and v of each student after runs of so many steps. */
  private static List<double[]> ends(
      Shape shape, Precision precision, String gradient, long first, long count, long... runs) {
    try (Arena arena = Arena.ofConfined()) {
      EnsembleScene scene = new EnsembleScene(arena, shape, precision, 1);
      Students students = scene.students(first, count);
      SampledEnsemble ensemble =
          SampledEnsemble.of(
              arena,
              students,
              scene.teacher(),
              scene.gradient(gradient, first, count),
              scene.stepSizes(),
              2,
              first,
              1);
      for (long steps : runs) {
        ensemble.run(steps);
      }
      return weights(arena, students);
    }
  }

  private static List<double[]> threaded(
      Shape shape, Precision precision, String gradient, int threads, Executor executor) {
    try (Arena arena = Arena.ofShared()) {
      EnsembleScene scene = new EnsembleScene(arena, shape, precision, 1);
      Students students = scene.students(0, STUDENTS);
      SampledEnsemble ensemble =
          SampledEnsemble.of(
              arena,
              students,
              scene.teacher(),
              scene.gradient(gradient, 0, STUDENTS),
              scene.stepSizes(),
              2,
              0,
              threads);
      ensemble.run(STEPS - 20, executor);
      ensemble.run(20, executor);
      assertThat(ensemble.step()).isEqualTo(STEPS);
      return weights(arena, students);
    }
  }

  private static List<double[]> weights(Arena arena, Students students) {
    Student student = Student.allocate(arena, students.shape(), students.precision());
    List<double[]> all = new ArrayList<>();
    for (long i = 0; i < students.count(); i++) {
      assertThat(students.hasDiverged(i)).isFalse();
      students.get(i, student);
      double[] a = Weights.a(student);
      double[] v = Weights.v(student);
      all.add(Stream.of(a, v).flatMapToDouble(java.util.Arrays::stream).toArray());
    }
    return all;
  }
}
