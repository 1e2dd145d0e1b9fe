package io.skiplane.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.Student;
import io.skiplane.testing.PlainModel;
import io.skiplane.testing.Scene;
import io.skiplane.testing.Weights;
import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;

/** A ring holds the latest points, oldest first, and a point says where the student stands. */
class TrajectoryTest {
  private final Arena arena = Arena.ofAuto();
  private final Scene scene = new Scene(arena, new Shape(7, 5), Precision.DOUBLE, 2);
  private final Student student = scene.student();

  private Descent descent() {
    return Descent.of(
        arena, student, scene.teacher(), scene.gradient("population"), scene.stepSizes(), 0, 0);
  }

  @Test
  void keepsTheLatestPoints() {
    Descent descent = descent();
    Trajectory ring = Trajectory.allocate(arena, 4);
    descent.record(ring, 7);
    assertThat(ring.point(0)).isEqualTo(descent.point());
    descent.run(20);
    assertThat(ring.size()).isEqualTo(3);
    descent.run(30);
    assertThat(ring.size()).isEqualTo(4);
    assertThat(ring.written()).isEqualTo(8);
    for (int i = 0; i < 4; i++) {
      assertThat(ring.point(i).step()).isEqualTo(28 + 7 * i);
    }
    assertThat(ring.point(3)).isNotEqualTo(ring.point(2));
  }

  @Test
  void pointIsTheFormulas() {
    Descent descent = descent();
    for (int i = 0; i < 5; i++) {
      double[] a = Weights.a(student);
      double[] v = Weights.v(student);
      double[] starA = Weights.a(scene.teacher());
      double[] starV = Weights.v(scene.teacher());
      Point point = descent.point();
      assertThat(point.loss()).isCloseTo(PlainModel.loss(a, v, starA, starV), within(1e-13));
      assertThat(point.phi()).isCloseTo(PlainModel.angle(v, starV), within(1e-14));
      assertThat(point.alignment()).isCloseTo(PlainModel.dot(a, starA), within(1e-13));
      double squaredA = 0;
      for (int j = 0; j < a.length; j++) {
        squaredA += (a[j] - starA[j]) * (a[j] - starA[j]);
      }
      assertThat(point.squaredDistanceA()).isCloseTo(squaredA, within(1e-13));
      assertThat(point.squaredDistanceV())
          .isCloseTo(2 - 2 * PlainModel.dot(v, starV), within(1e-14));
      descent.run(40);
    }
  }

  @Test
  void lossVanishesAtTheOptimum() {
    for (int j = 0; j < 7; j++) {
      student.setA(j, scene.teacher().a(j));
    }
    for (int i = 0; i < 5; i++) {
      student.setV(i, scene.teacher().v(i));
    }
    Point point = descent().point();
    double norm = scene.teacher().squaredNorm(); // The same sum, rounded in another order.
    assertThat(point.alignment()).isCloseTo(norm, within(7 * Math.ulp(norm)));
    assertThat(point).isEqualTo(new Point(0, 0, 0, point.alignment(), 0, 0));
  }
}
