package io.skiplane.descent;

import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.Student;
import io.skiplane.testing.Digest;
import io.skiplane.testing.Golden;
import io.skiplane.testing.Scene;
import io.skiplane.testing.Shapes;
import java.lang.foreign.Arena;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * 130 steps of every gradient end at the pinned bits for every shape, whatever twin and lane width.
 */
@Tag("bits")
class DescentDigestTest {
  @Test
  void everyGradientEndsAtThePinnedBits() {
    Map<String, String> digests = new HashMap<>();
    for (Precision precision : Precision.values()) {
      for (String gradient : Scene.GRADIENTS) {
        Digest digest = new Digest();
        for (Shape shape : Shapes.all()) {
          add(digest, shape, precision, gradient);
        }
        digests.put(gradient + "." + precision, digest.hex());
      }
    }
    Golden.check("descents.properties", digests);
  }

  private static void add(Digest digest, Shape shape, Precision precision, String gradient) {
    try (Arena arena = Arena.ofConfined()) {
      Scene scene = new Scene(arena, shape, precision, 1);
      Student student = scene.student();
      Descent descent =
          Descent.of(
              arena, student, scene.teacher(), scene.gradient(gradient), scene.stepSizes(), 2, 3);
      descent.run(130);
      digest.add(student.memory());
    }
  }
}
