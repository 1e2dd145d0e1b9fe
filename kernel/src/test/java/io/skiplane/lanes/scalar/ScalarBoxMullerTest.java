package io.skiplane.lanes.scalar;

import io.skiplane.lanes.BoxMullerEdges;
import io.skiplane.memory.Precision;
import org.junit.jupiter.api.Test;

/** The scalar twin's transform at the edges of its pieces. */
class ScalarBoxMullerTest {
  @Test
  void floatsAtTheEdges() {
    BoxMullerEdges.check(Precision.FLOAT, FloatNormals::transform);
  }

  @Test
  void doublesAtTheEdges() {
    BoxMullerEdges.check(Precision.DOUBLE, DoubleNormals::transform);
  }
}
