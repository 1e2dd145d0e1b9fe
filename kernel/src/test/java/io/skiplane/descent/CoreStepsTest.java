package io.skiplane.descent;

import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.Student;
import io.skiplane.model.Students;
import io.skiplane.testing.Digest;
import io.skiplane.testing.EnsembleScene;
import io.skiplane.testing.Golden;
import io.skiplane.testing.Scene;
import java.lang.foreign.Arena;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A few steps of every gradient, of one student and of an ensemble, end at the pinned bits: short
 * enough for a JVM that only interprets, of which {@code .ci/matrix} starts one.
 */
public class CoreStepsTest {
  private static final Shape[] SHAPES = {new Shape(17, 8), new Shape(5, 13), new Shape(9, 40)};
  private static final int STEPS = 4;
  private static final int STUDENTS = 5;

  @Test
  void everyGradientEndsAtThePinnedBits() {
    Map<String, String> digests = new HashMap<>();
    for (Precision precision : Precision.values()) {
      for (String gradient : Scene.GRADIENTS) {
        digests.put(gradient + "." + precision, descents(gradient, precision));
      }
      for (String gradient : EnsembleScene.GRADIENTS) {
        digests.put("ensemble-" + gradient + "." + precision, ensembles(gradient, precision));
      }
    }
    Golden.check("core-steps.properties", digests);
  }

  private static String descents(String gradient, Precision precision) {
    Digest digest = new Digest();
    for (Shape shape : SHAPES) {
      try (Arena arena = Arena.ofConfined()) {
        Scene scene = new Scene(arena, shape, precision, 1);
        Student student = scene.student();
        Descent.of(
                arena, student, scene.teacher(), scene.gradient(gradient), scene.stepSizes(), 2, 3)
            .run(STEPS);
        digest.add(student.memory());
      }
    }
    return digest.hex();
  }

  private static String ensembles(String gradient, Precision precision) {
    Digest digest = new Digest();
    for (Shape shape : SHAPES) {
      try (Arena arena = Arena.ofConfined()) {
        EnsembleScene scene = new EnsembleScene(arena, shape, precision, 1);
        Students students = scene.students(0, STUDENTS);
        SampledEnsemble.of(
                arena,
                students,
                scene.teacher(),
                scene.gradient(gradient, 0, STUDENTS),
                scene.stepSizes(),
                2)
            .run(STEPS);
        digest.add(students.memory());
      }
    }
    return digest.hex();
  }
}
