package io.skiplane.examples;

import io.skiplane.gradient.Arithmetic;
import io.skiplane.gradient.Inputs;
import io.skiplane.gradient.PatchProducts;
import io.skiplane.model.Student;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Descent on a loss that the kernel does not know, |f − g|, from the patch ReLU products alone. */
final class Products {
  private Products() {}

  static void train(Arena arena, Student student, Inputs inputs, double eta, long steps) {
    long k = student.shape().k();
    long p = student.shape().p();
    // @start region="products"
    Arithmetic on = Arithmetic.of(arena, student.precision());
    PatchProducts products = PatchProducts.of(arena, student, inputs.packed(arena));
    MemorySegment v = student.firstLayerWeight();
    MemorySegment relu = on.allocate(arena, k); // σ(Zv) = ∇_a f
    MemorySegment s = on.allocate(arena, p); // ∇_w f = s − f v
    for (long step = 0; step < steps; step++) {
      long input = step % inputs.count();
      double f = products.at(input, relu, s);
      double sign = Math.signum(f - inputs.label(input));
      on.addScaled(-eta * sign, relu, student.outputWeight(), k);
      on.combine(1 + eta * sign * f, v, -eta * sign, s, p);
      on.normalise(v, p);
    }
    // @end
  }
}
