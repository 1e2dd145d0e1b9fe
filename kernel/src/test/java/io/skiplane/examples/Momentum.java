package io.skiplane.examples;

import io.skiplane.gradient.Arithmetic;
import io.skiplane.gradient.Gradient;
import io.skiplane.gradient.LossGradient;
import io.skiplane.model.Shape;
import io.skiplane.model.Student;
import io.skiplane.model.Teacher;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Gradient descent with momentum (Polyak's heavy ball) on the population loss. */
final class Momentum {
  private Momentum() {}

  static void train(Arena arena, Student student, Teacher teacher, double eta, long steps) {
    Shape shape = student.shape();
    // @start region="momentum"
    Arithmetic on = Arithmetic.of(arena, student.precision());
    LossGradient loss = LossGradient.of(arena, student, teacher, new Gradient.Population(), 1, 0);
    MemorySegment a = student.outputWeight();
    MemorySegment v = student.firstLayerWeight();
    MemorySegment gradA = on.allocate(arena, shape.k());
    MemorySegment gradW = on.allocate(arena, shape.p());
    MemorySegment speedA = on.allocate(arena, shape.k());
    MemorySegment speedV = on.allocate(arena, shape.p());
    for (long step = 0; step < steps; step++) {
      loss.at(step, gradA, gradW);
      on.combine(0.9, speedA, -eta, gradA, shape.k()); // speed ← 0.9 speed − η ∇
      on.combine(0.9, speedV, -eta, gradW, shape.p());
      on.addScaled(1, speedA, a, shape.k()); // a ← a + speed
      on.addScaled(1, speedV, v, shape.p());
      on.normalise(v, shape.p()); // v ← v/‖v‖
    }
    // @end
  }
}
