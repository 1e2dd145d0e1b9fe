package io.skiplane.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.StepSizes;
import io.skiplane.model.Student;
import io.skiplane.model.Students;
import io.skiplane.testing.EnsembleScene;
import io.skiplane.testing.PlainModel;
import io.skiplane.testing.Weights;
import java.lang.foreign.Arena;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Students at the ends of the sphere, and one that diverges among healthy ones. */
class SampledEnsembleEdgesTest {
  private final Arena arena = Arena.ofAuto();

  @ParameterizedTest(name = "{0}x{1}")
  @CsvSource({"1,1", "1,2", "5,2", "16,8", "3,40", "17,1"})
  void everyGradientIsDefinedAtBothPoles(int k, int p) {
    Shape shape = new Shape(k, p);
    for (Precision precision : Precision.values()) {
      for (String name : EnsembleScene.GRADIENTS) {
        EnsembleScene scene = new EnsembleScene(arena, shape, precision, 3);
        Students students = scene.students(0, 5);
        Student student = Student.allocate(arena, shape, precision);
        for (int i = 0; i < 4; i++) { // v*, −v*, v*, −v* and a random one
          students.get(i, student);
          for (int c = 0; c < p; c++) {
            student.setV(c, (i % 2 == 0 ? 1 : -1) * scene.teacher().v(c));
          }
          students.set(i, student);
        }
        SampledEnsemble.of(
                arena, students, scene.teacher(), scene.gradient(name, 0, 5), scene.stepSizes(), 1)
            .run(190); // not right after an exact normalisation
        double unit = precision == Precision.FLOAT ? 0x1p-23 : 0x1p-52;
        for (int i = 0; i < 5; i++) {
          String what = name + " " + precision + ", student " + i;
          assertThat(students.hasDiverged(i)).as(what).isFalse();
          students.get(i, student); // refuses what is not finite
          double[] v = Weights.v(student);
          assertThat(PlainModel.dot(v, v)).as(what).isCloseTo(1, within(100 * unit));
        }
      }
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "dense, FLOAT",
    "dense3, DOUBLE",
    "projected, DOUBLE",
    "projected3, FLOAT",
    "shared, FLOAT",
    "own, DOUBLE",
    "own3, FLOAT",
    "labels3, DOUBLE"
  })
  void oneThatDivergesStopsAlone(String name, Precision precision) {
    for (Shape shape : new Shape[] {new Shape(10, 8), new Shape(6, 21), new Shape(4, 1)}) {
      EnsembleScene scene = new EnsembleScene(arena, shape, precision, 4);
      Students healthy = scene.students(0, 12);
      Students students = scene.students(0, 12);
      Student wild = Student.allocate(arena, shape, precision);
      students.get(7, wild);
      for (long j = 0; j < shape.k(); j++) {
        wild.setA(j, precision == Precision.FLOAT ? 3e25 : 3e160);
      }
      students.set(7, wild);
      double[] a = Weights.a(wild);
      SampledEnsemble expected = ensemble(scene, healthy, name);
      SampledEnsemble ensemble = ensemble(scene, students, name);
      expected.run(90);
      ensemble.run(30);
      ensemble.run(60);
      String what = shape + " " + name;
      for (int i = 0; i < 12; i++) {
        assertThat(ensemble.hasDiverged(i)).as(what + ", student " + i).isEqualTo(i == 7);
        if (i != 7) {
          assertThat(ensemble.point(i)).as(what + ", student " + i).isEqualTo(expected.point(i));
        }
      }
      long step = ensemble.point(7).step();
      assertThat(step).as(what).isLessThan(90).isEqualTo(students.stepsUntilDiverged(7));
      if (step == 0) {
        students.get(7, wild);
        assertThat(Weights.a(wild)).as(what + ": nothing has changed").isEqualTo(a);
      }
      assertThat(students.stepsUntilDiverged(3)).isEqualTo(-1);
    }
  }

  private SampledEnsemble ensemble(EnsembleScene scene, Students students, String name) {
    double eta = 0.5;
    StepSizes sizes = StepSizes.constant(eta / students.shape().k(), 0.01);
    return SampledEnsemble.of(
        arena, students, scene.teacher(), scene.gradient(name, 0, 12), sizes, 1);
  }
}
