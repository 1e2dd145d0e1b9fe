package io.skiplane.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.lanes.StreamKey;
import io.skiplane.lanes.Twins;
import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.Student;
import io.skiplane.testing.Digest;
import io.skiplane.testing.Golden;
import io.skiplane.testing.Scene;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The routes of a projected step's normals: shared by steps, kept for a step, drawn again block by
 * block. The bits are pinned and do not depend on what is kept.
 */
@Tag("bits")
class ProjectedRoutesTest {
  /** One block and a bit, several blocks and no tail, a tail of one; few columns and many. */
  private static final Shape[] SHAPES = {
    new Shape(2049, 3), new Shape(6144, 40), new Shape(5001, 2), new Shape(700, 2000)
  };

  @Test
  void bitsArePinnedWhateverIsKept() {
    Map<String, String> digests = new HashMap<>();
    for (Precision precision : Precision.values()) {
      for (int batch : new int[] {1, 3}) {
        for (boolean angleOnly : new boolean[] {false, true}) {
          Digest digest = new Digest();
          for (Shape shape : SHAPES) {
            digest.add(kept(shape, precision, batch, angleOnly));
          }
          String name = (angleOnly ? "angular" : "projected") + batch + "." + precision;
          digests.put(name, digest.hex());
        }
      }
    }
    Golden.check("projected.properties", digests);
  }

  /** The weights after some steps, which are the same where nothing is kept. */
  private static MemorySegment kept(
      Shape shape, Precision precision, int batch, boolean angleOnly) {
    MemorySegment kept = after(shape, precision, batch, angleOnly, Long.MAX_VALUE);
    MemorySegment redrawn = after(shape, precision, batch, angleOnly, 0);
    assertThat(redrawn.mismatch(kept))
        .as("%s %s, batch %d: first byte that differs", shape, precision, batch)
        .isEqualTo(-1);
    return kept;
  }

  private static MemorySegment after(
      Shape shape, Precision precision, int batch, boolean angleOnly, long mostKept) {
    Arena arena = Arena.ofAuto();
    Scene scene = new Scene(arena, shape, precision, 8);
    Student student = scene.student();
    ProjectedStep step =
        new ProjectedStep(arena, student, scene.teacher(), batch, angleOnly, 5, 6, mostKept);
    double eta = 0.05 / shape.k();
    assertThat(step.run(60, 9, eta, eta)).isEqualTo(9);
    return student.memory();
  }

  /** Any block of any step, and its ξ, are the same whatever was drawn before. */
  @ParameterizedTest
  @EnumSource(Precision.class)
  void everyBlockCanBeDrawnAlone(Precision precision) {
    for (long mostKept : new long[] {0, Long.MAX_VALUE}) {
      for (Shape shape : new Shape[] {new Shape(10, 3), new Shape(99, 8), SHAPES[0], SHAPES[1]}) {
        for (int batch : new int[] {1, 2}) {
          drawAlone(precision, shape, batch, mostKept);
        }
      }
    }
  }

  private static void drawAlone(Precision precision, Shape shape, int batch, long mostKept) {
    try (Arena arena = Arena.ofConfined()) {
      Draws all = new Draws(arena, precision, shape, batch, mostKept);
      for (long step = 0; step < 20; step++) {
        for (int input = 0; input < batch; input++) {
          for (long block = 0; block < all.draws.blocks(); block++) {
            Draws alone = new Draws(arena, precision, shape, batch, mostKept);
            assertThat(alone.block(step, input, block).mismatch(all.block(step, input, block)))
                .as("%s %s: step %d, input %d, block %d", shape, precision, step, input, block)
                .isEqualTo(-1);
          }
        }
        Draws alone = new Draws(arena, precision, shape, batch, mostKept);
        assertThat(alone.xi(step).mismatch(all.xi(step))).as("ξ of step %d", step).isEqualTo(-1);
      }
    }
  }

  /** Draws in a workspace of their own. */
  private static final class Draws {
    final ProjectedDraws draws;
    private final MemorySegment work;
    private final Precision precision;
    private final Shape shape;

    Draws(Arena arena, Precision precision, Shape shape, int batch, long mostKept) {
      this.precision = precision;
      this.shape = shape;
      Offsets offsets = new Offsets(precision);
      draws =
          new ProjectedDraws(
              Twins.chosen(precision),
              offsets,
              new StreamKey(1, 2),
              shape.k(),
              shape.p(),
              batch,
              mostKept);
      work = arena.allocate(offsets.end(), Precision.VECTOR_BYTES);
      draws.use(work);
    }

    MemorySegment block(long step, int input, long block) {
      long patches = Math.min(draws.blockPatches(), shape.k() - block * draws.blockPatches());
      return work.asSlice(draws.block(step, input, block), 2 * patches * precision.bytes());
    }

    MemorySegment xi(long step) {
      return work.asSlice(draws.xi(step), shape.p() * precision.bytes());
    }
  }
}
