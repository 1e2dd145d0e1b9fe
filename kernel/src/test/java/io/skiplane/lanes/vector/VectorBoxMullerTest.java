package io.skiplane.lanes.vector;

import io.skiplane.lanes.BoxMullerEdges;
import io.skiplane.memory.Precision;
import org.junit.jupiter.api.Test;

/** The vector twin's transform at the edges of its pieces. */
class VectorBoxMullerTest {
  @Test
  void floatsAtTheEdges() {
    BoxMullerEdges.check(Precision.FLOAT, FloatNormals::transform);
  }

  @Test
  void doublesAtTheEdges() {
    BoxMullerEdges.check(Precision.DOUBLE, DoubleNormals::transform);
  }
}
