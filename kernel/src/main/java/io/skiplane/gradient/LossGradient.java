package io.skiplane.gradient;

import io.skiplane.memory.Borrowed;
import io.skiplane.memory.Precision;
import io.skiplane.memory.Segments;
import io.skiplane.model.Student;
import io.skiplane.model.Teacher;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.Locale;

/**
 * The loss of a student and its gradient at the present weights, for optimisers of one's own: it
 * reads the weights, writes to the caller's buffers and changes nothing else.
 *
 * <p>Population: {@code L}, {@code ∇_a L = (1/2π)[1(S−S*) + (π−1)a − (G−1)a*]} and {@code ∇_w L =
 * −(T(π−φ)/2π)(I − vvᵀ)v*}. Dense and resident, with the mean over the inputs of a mini-batch:
 * {@code L = ½r²}, {@code ∇_a = r σ(u)} and {@code ∇_w = r (I − vvᵀ)s}, where {@code r = f − g},
 * {@code u = Zv} and {@code s = Σ_j a_j 1[u_j > 0] Z_j}. Both for ‖v‖ = 1: see {@link
 * Arithmetic#normalise}.
 *
 * <p>Gradient descent with momentum:
 *
 * {@snippet file="Momentum.java" region="momentum"}
 *
 * <p>All runs on the caller's thread and allocates nothing. Not safe for use by two threads at
 * once; different students may be used by different threads.
 */
public final class LossGradient {
  private final Precision precision;
  private final PointGradient gradient;
  private final Borrowed borrowed;
  private final long bytesA;
  private final long bytesW;

  private LossGradient(Student student, PointGradient gradient, Borrowed borrowed) {
    precision = student.precision();
    this.gradient = gradient;
    this.borrowed = borrowed;
    bytesA = precision.paddedBytes(student.shape().k());
    bytesW = precision.paddedBytes(student.shape().p());
  }

  /**
   * The loss and gradient of a student.
   *
   * @param memory gives the workspace, for as long as this is used; an arena for example
   * @param student read at every call, not modified
   * @param teacher copied, not modified
   * @param gradient {@link Gradient.Population}, {@link Gradient.Dense} or {@link
   *     Gradient.Resident}
   * @param seed names the random streams together with {@code number}
   * @param number the student's number
   * @return the loss and gradient, on the student's memory
   * @throws IllegalArgumentException if shapes or precisions do not fit, if memory overlaps, or if
   *     the gradient is another one
   * @throws IllegalStateException if an arena is closed
   */
  public static LossGradient of(
      SegmentAllocator memory,
      Student student,
      Teacher teacher,
      Gradient gradient,
      long seed,
      long number) {
    teacher.checkFits(student.shape());
    Borrowed borrowed = new Borrowed().add("the student's memory", student.memory());
    SegmentAllocator kept = borrowed.keeping("the workspace", memory);
    PointGradient at;
    if (gradient instanceof Gradient.Population) {
      at = new PopulationGradient(kept, student, teacher);
    } else if (gradient instanceof Gradient.Dense dense) {
      at = SampledStep.denseGradient(kept, student, teacher, dense.batch(), seed, number);
    } else if (gradient instanceof Gradient.Resident resident) {
      borrowed.add("Z", resident.inputs().z()).add("the labels", resident.inputs().labels());
      at = SampledStep.residentGradient(kept, student, teacher, resident);
    } else {
      throw new IllegalArgumentException(
          "the "
              + gradient.getClass().getSimpleName().toLowerCase(Locale.ROOT)
              + " gradient steps weights and hands out no gradient; take Population, Dense or"
              + " Resident");
    }
    return new LossGradient(student, at, borrowed);
  }

  /**
   * Takes the loss and the gradient at the student's present weights.
   *
   * @param step names the inputs: those that a {@code Descent} takes at this step, with the same
   *     seed and number; at least 0, and without meaning for the population
   * @param gradA ∇_a: number[k], zeros in the padding; native, 64-byte aligned, at least {@code
   *     precision.paddedBytes(k)} long, modified
   * @param gradW ∇_w: number[p], likewise
   * @return the loss; not finite, like some of the gradient, where the weights have diverged
   * @throws IllegalArgumentException if a buffer is on the heap, short, misaligned, read-only or
   *     overlaps other memory, or if {@code step} is negative
   * @throws IllegalStateException if an arena is closed, also during the call
   * @throws WrongThreadException if memory is confined to another thread
   */
  public double at(long step, MemorySegment gradA, MemorySegment gradW) {
    if (step < 0) {
      throw new IllegalArgumentException("step is " + step + "; it must be at least 0");
    }
    Segments.check("the gradient of a", gradA, bytesA, Precision.VECTOR_BYTES, true);
    Segments.check("the gradient of w", gradW, bytesW, Precision.VECTOR_BYTES, true);
    Segments.checkApart("the gradient of a", gradA, "the gradient of w", gradW);
    borrowed.checkApart("the gradient of a", gradA);
    borrowed.checkApart("the gradient of w", gradW);
    borrowed.checkUsable();
    try {
      return gradient.at(step, gradA, gradW);
    } catch (IllegalStateException e) {
      throw new Borrowed()
          .add("the gradient of a", gradA)
          .add("the gradient of w", gradW)
          .explainedAfter(borrowed, e, "while a gradient was taken");
    }
  }
}
