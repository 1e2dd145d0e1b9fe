package io.skiplane.examples;

import io.skiplane.gradient.Arithmetic;
import io.skiplane.gradient.Gradient;
import io.skiplane.gradient.LossGradient;
import io.skiplane.memory.Precision;
import io.skiplane.model.Student;
import io.skiplane.model.Teacher;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Adam (Kingma and Ba, 2015) on mini-batches of 8 fresh inputs. */
final class Adam {
  private Adam() {}

  static void train(Arena arena, Student student, Teacher teacher, double eta, long steps) {
    long k = student.shape().k();
    long p = student.shape().p();
    // @start region="adam"
    Precision precision = student.precision();
    Arithmetic on = Arithmetic.of(arena, precision);
    LossGradient loss = LossGradient.of(arena, student, teacher, new Gradient.Dense(8), 1, 0);
    MemorySegment gradA = on.allocate(arena, k);
    MemorySegment gradW = on.allocate(arena, p);
    MemorySegment[] momentsA = {on.allocate(arena, k), on.allocate(arena, k)};
    MemorySegment[] momentsW = {on.allocate(arena, p), on.allocate(arena, p)};
    for (long step = 1; step <= steps; step++) {
      loss.at(step, gradA, gradW);
      double rate = eta * Math.sqrt(1 - Math.pow(0.999, step)) / (1 - Math.pow(0.9, step));
      move(precision, student.outputWeight(), gradA, momentsA, k, rate);
      move(precision, student.firstLayerWeight(), gradW, momentsW, p, rate);
      on.normalise(student.firstLayerWeight(), p);
    }
    // @end
  }

  // @start region="move"
  static void move(
      Precision in,
      MemorySegment x,
      MemorySegment grad,
      MemorySegment[] moments,
      long n,
      double rate) {
    for (long i = 0; i < n; i++) {
      double g = in.get(grad, 0, i);
      double mean = 0.9 * in.get(moments[0], 0, i) + 0.1 * g;
      double square = 0.999 * in.get(moments[1], 0, i) + 0.001 * g * g;
      in.set(moments[0], 0, i, mean);
      in.set(moments[1], 0, i, square);
      in.set(x, 0, i, in.get(x, 0, i) - rate * mean / (Math.sqrt(square) + 1e-8));
    }
  }
  // @end
}
