package io.skiplane.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.Student;
import io.skiplane.testing.PlainModel;
import io.skiplane.testing.Refusal;
import io.skiplane.testing.Scene;
import io.skiplane.testing.Shapes;
import io.skiplane.testing.Weights;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The patch ReLU products of an input are the plain formula's, whatever the layout. */
class PatchProductsTest {
  @ParameterizedTest
  @EnumSource(Precision.class)
  void productsAreThePlainFormula(Precision precision) {
    double unit = precision == Precision.FLOAT ? 1e-5 : 1e-13;
    for (Shape shape : Shapes.all()) {
      try (Arena arena = Arena.ofConfined()) {
        Scene scene = new Scene(arena, shape, precision, 4);
        Student student = scene.student();
        Inputs inputs = scene.inputs(Inputs.Layout.ROW_MAJOR);
        MemorySegment activation = buffer(arena, precision, shape.k());
        MemorySegment direction = buffer(arena, precision, shape.p());
        double f = PatchProducts.of(arena, student, inputs).at(6, activation, direction);

        double[] a = Weights.a(student);
        double[][] z = patches(inputs, 6);
        double scale = unit * (1 + PlainModel.dot(a, a)) * (shape.p() + 4);
        double plain = PlainModel.output(a, Weights.v(student), z);
        assertThat(f).as("%s", shape).isCloseTo(plain, within(scale));
        double[] s = new double[(int) shape.p()];
        for (int j = 0; j < a.length; j++) {
          double u = PlainModel.dot(z[j], Weights.v(student));
          assertThat(precision.get(activation, 0, j))
              .as("σ(u), %s", shape)
              .isCloseTo(Math.max(0, u), within(scale));
          for (int i = 0; i < s.length; i++) {
            s[i] += u > 0 ? a[j] * z[j][i] : 0;
          }
        }
        for (int i = 0; i < s.length; i++) {
          assertThat(precision.get(direction, 0, i))
              .as("s, %s", shape)
              .isCloseTo(s[i], within(scale));
        }
        for (long j = shape.k(); j < precision.padded(shape.k()); j++) {
          assertThat(precision.get(activation, 0, j)).as("padding").isZero();
        }
        for (long i = shape.p(); i < precision.padded(shape.p()); i++) {
          assertThat(precision.get(direction, 0, i)).as("padding").isZero();
        }

        MemorySegment again = buffer(arena, precision, shape.k());
        MemorySegment sAgain = buffer(arena, precision, shape.p());
        Inputs packed = inputs.packed(arena);
        assertThat(PatchProducts.of(arena, student, packed).at(6, again, sAgain)).isEqualTo(f);
        assertThat(again.mismatch(activation)).isEqualTo(-1);
        assertThat(sAgain.mismatch(direction)).isEqualTo(-1);
        assertThat(packed.packed(arena)).isSameAs(packed);
      }
    }
  }

  private static MemorySegment buffer(Arena arena, Precision precision, long n) {
    return arena.allocate(precision.paddedBytes(n), 64).fill((byte) 0x3f);
  }

  /** Row-major patches of an input as plain arrays. */
  static double[][] patches(Inputs inputs, long input) {
    Shape shape = inputs.shape();
    double[][] z = new double[(int) shape.k()][(int) shape.p()];
    for (int j = 0; j < z.length; j++) {
      for (int i = 0; i < z[j].length; i++) {
        long at = (input * shape.k() + j) * shape.p() + i;
        z[j][i] = inputs.precision().get(inputs.z(), 0, at);
      }
    }
    return z;
  }

  @Test
  void badCallsAreRefused() {
    try (Arena arena = Arena.ofConfined()) {
      Scene scene = new Scene(arena, new Shape(4, 4), Precision.FLOAT, 4);
      Inputs inputs = scene.inputs(Inputs.Layout.ROW_MAJOR);
      PatchProducts products = PatchProducts.of(arena, scene.student(), inputs);
      MemorySegment one = buffer(arena, Precision.FLOAT, 4);
      MemorySegment other = buffer(arena, Precision.FLOAT, 4);
      Refusal.as(
          IndexOutOfBoundsException.class,
          () -> products.at(Scene.INPUTS, one, other),
          "input is 7; it must lie between 0 and 6");
      Refusal.of(() -> products.at(0, one, one), "activation and the direction share 64 bytes");
      Refusal.of(() -> products.at(0, one.asSlice(4), other), "60 bytes");
      Student wide = Student.allocate(arena, new Shape(4, 5), Precision.FLOAT);
      Refusal.of(() -> PatchProducts.of(arena, wide, inputs), "4x4", "4x5");
    }
  }
}
