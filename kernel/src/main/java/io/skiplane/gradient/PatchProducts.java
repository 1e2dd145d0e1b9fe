package io.skiplane.gradient;

import io.skiplane.lanes.Kernels;
import io.skiplane.lanes.Twins;
import io.skiplane.memory.Borrowed;
import io.skiplane.memory.Precision;
import io.skiplane.memory.Segments;
import io.skiplane.model.Student;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/**
 * The patch ReLU products of one input, whose patches are read once: what the loss and the gradient
 * of any function of the output are made of.
 *
 * <pre>
 * u = Zv    f = Σ_j a_j σ(u_j)    s = Σ_j a_j 1[u_j > 0] Z_j    ∇_a f = σ(u)    ∇_w f = s − f v
 * </pre>
 *
 * <p>So {@code ½(f − g)²} has the gradients {@code (f − g) σ(u)} and {@code (f − g)(s − f v)}, for
 * ‖v‖ = 1. A teacher's output g is the f of a student with its weights.
 *
 * <p>Descent on {@code |f − g|}:
 *
 * {@snippet file="Products.java" region="products"}
 *
 * <p>All runs on the caller's thread and allocates nothing. Not safe for use by two threads at
 * once; different students may be used by different threads.
 */
public final class PatchProducts {
  private final Kernels kernels;
  private final Precision precision;
  private final Inputs inputs;
  private final Borrowed borrowed;
  private final PatchPass pass;
  private final ResidentPatches source;
  private final MemorySegment weights;
  private final MemorySegment work;
  private final long vOffset;
  private final long k;
  private final long p;

  private PatchProducts(SegmentAllocator memory, Student student, Inputs inputs) {
    precision = student.precision();
    kernels = Twins.chosen(precision);
    this.inputs = inputs;
    weights = student.memory();
    vOffset = student.vOffset();
    k = student.shape().k();
    p = student.shape().p();
    borrowed = new Borrowed().add("the student's memory", weights).add("Z", inputs.z());
    Offsets offsets = new Offsets(precision);
    pass =
        new PatchPass(kernels, student, offsets, 0, PatchPass.blocks(student.shape(), precision));
    source = new ResidentPatches(new Gradient.Resident(inputs, 1), student, pass, offsets);
    Segments.checkApart("the student's memory", weights, "Z", inputs.z());
    work = offsets.allocate(borrowed.keeping("the workspace", memory), student);
    pass.use(work, source.far());
    source.use(work);
  }

  /**
   * The products of a student's weights with some inputs.
   *
   * @param memory gives the workspace, for as long as this is used; an arena for example
   * @param student read at every call, not modified
   * @param inputs of the student's shape and precision, not modified; their labels are not read
   * @return the products, on the memory of both
   * @throws IllegalArgumentException if shapes or precisions do not fit or memory overlaps
   * @throws IllegalStateException if an arena is closed
   */
  public static PatchProducts of(SegmentAllocator memory, Student student, Inputs inputs) {
    return new PatchProducts(memory, student, inputs);
  }

  /**
   * Passes over one input at the student's present weights.
   *
   * @param input its number, from 0
   * @param activation σ(u): number[k], zeros in the padding; native, 64-byte aligned, at least
   *     {@code precision.paddedBytes(k)} long, modified
   * @param direction s: number[p], likewise
   * @return the output f, not finite where the weights have diverged
   * @throws IllegalArgumentException if a buffer is on the heap, short, misaligned, read-only or
   *     overlaps other memory
   * @throws IndexOutOfBoundsException if there is no such input
   * @throws IllegalStateException if an arena is closed, also during the call
   * @throws WrongThreadException if memory is confined to another thread
   */
  public double at(long input, MemorySegment activation, MemorySegment direction) {
    Segments.index("input", input, inputs.count());
    check("the activation", activation, k);
    check("the direction", direction, p);
    Segments.checkApart("the activation", activation, "the direction", direction);
    borrowed.checkUsable();
    try {
      return pass(input, activation, direction);
    } catch (IllegalStateException e) {
      throw new Borrowed()
          .add("the activation", activation)
          .add("the direction", direction)
          .explainedAfter(borrowed, e, "while products were taken");
    }
  }

  private void check(String what, MemorySegment buffer, long n) {
    Segments.check(what, buffer, precision.paddedBytes(n), Precision.VECTOR_BYTES, true);
    borrowed.checkApart(what, buffer);
  }

  private double pass(long input, MemorySegment activation, MemorySegment direction) {
    pass.begin(false);
    source.patches(input, 0, pass);
    pass.end(false);
    if (!pass.narrow()) {
      kernels.alongAndLength(pass.direction(), p, weights, vOffset, work);
    }
    MemorySegment.copy(work, pass.activation(), activation, 0, precision.paddedBytes(k));
    precision.clearPadding(activation, k);
    MemorySegment.copy(work, pass.direction(), direction, 0, precision.paddedBytes(p));
    return precision.get(work, 0, 0);
  }
}
