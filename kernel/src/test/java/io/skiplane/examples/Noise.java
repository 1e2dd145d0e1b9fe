package io.skiplane.examples;

import io.skiplane.gradient.Arithmetic;
import io.skiplane.gradient.Gradient;
import io.skiplane.gradient.LossGradient;
import io.skiplane.model.Student;
import io.skiplane.model.Teacher;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Gradient descent with isotropic noise, which takes a student off a saddle. */
final class Noise {
  private Noise() {}

  static void train(
      Arena arena, Student student, Teacher teacher, double eta, double sigma, long steps) {
    long k = student.shape().k();
    long p = student.shape().p();
    // @start region="noise"
    Arithmetic on = Arithmetic.of(arena, student.precision());
    LossGradient loss = LossGradient.of(arena, student, teacher, new Gradient.Population(), 1, 0);
    MemorySegment a = student.outputWeight();
    MemorySegment v = student.firstLayerWeight();
    MemorySegment gradA = on.allocate(arena, k);
    MemorySegment gradW = on.allocate(arena, p);
    MemorySegment xi = on.allocate(arena, p);
    for (long step = 0; step < steps; step++) {
      loss.at(step, gradA, gradW);
      on.addScaled(-eta, gradA, a, k);
      on.addScaled(-eta, gradW, v, p);
      on.normals(xi, p, 1, 0, 0, step); // seed 1, student 0, stream 0: the same on every machine
      on.addScaled(sigma, xi, v, p);
      on.normalise(v, p);
    }
    // @end
  }
}
