package io.skiplane.descent;

import io.skiplane.gradient.Arithmetic;
import io.skiplane.gradient.Gradient;
import io.skiplane.gradient.LossGradient;
import io.skiplane.memory.Borrowed;
import io.skiplane.memory.Precision;
import io.skiplane.memory.Segments;
import io.skiplane.model.StepSizes;
import io.skiplane.model.Student;
import io.skiplane.model.Teacher;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Population gradient descent with noise in the place where the gradient is taken, by which a
 * student can leave the spurious optimum:
 *
 * <pre>
 * a ← a − η_a ∇_a L(v + ξ, a + ε)    w ← w − η_w ∇_w L(v + ξ, a + ε), then v ← v/‖v‖
 * </pre>
 *
 * with ξ and ε uniform in balls of the radii of a {@link NoiseSchedule}, drawn anew for each step.
 * (Zhou, Liu, Li, Lin, Zhou and Zhao, "Toward Understanding the Importance of Noise in Training
 * Neural Networks", 2019.) Since ‖v + ξ‖ = r is not 1, ∇_w is that at (v + ξ)/r divided by r.
 *
 * <p>Deterministic: a step depends on the weights, its number and (seed, number of the student)
 * alone. Nothing is allocated in a run. Not safe for use by two threads at once.
 */
public final class PerturbedDescent {
  private static final int STREAM_W = 0;
  private static final int STREAM_A = 1;

  private final Student student;
  private final Teacher teacher;
  private final StepSizes stepSizes;
  private final NoiseSchedule noise;
  private final long seed;
  private final long number;
  private final long k;
  private final long p;
  private final Arithmetic on;
  private final MemorySegment a;
  private final MemorySegment v;
  private final Student place;
  private final MemorySegment placeA;
  private final MemorySegment placeV;
  private final long bytes;
  private final LossGradient gradient;
  private final MemorySegment gradA;
  private final MemorySegment gradW;
  private final MemorySegment draw;
  private final Borrowed borrowed;
  private final Measure measure = new Measure();
  private long step;

  private PerturbedDescent(
      Arena arena,
      Student student,
      Teacher teacher,
      StepSizes stepSizes,
      NoiseSchedule noise,
      long seed,
      long number) {
    this.student = student;
    this.teacher = teacher;
    this.stepSizes = stepSizes;
    this.noise = noise;
    this.seed = seed;
    this.number = number;
    k = student.shape().k();
    p = student.shape().p();
    Precision precision = student.precision();
    on = Arithmetic.of(arena, precision);
    place = Student.allocate(arena, student.shape(), precision);
    a = student.outputWeight();
    v = student.firstLayerWeight();
    placeA = place.outputWeight();
    placeV = place.firstLayerWeight();
    bytes = Student.bytes(student.shape(), precision);
    gradient = LossGradient.of(arena, place, teacher, new Gradient.Population(), seed, number);
    gradA = on.allocate(arena, k);
    gradW = on.allocate(arena, p);
    draw = on.allocate(arena, Math.max(k, p) + 2);
    borrowed =
        new Borrowed().add("the student's memory", student.memory()).add("the workspace", draw);
  }

  /**
   * {@return a descent from the student's present weights}
   *
   * @param arena owns the workspace, for as long as the descent is used
   * @param student modified by {@link #run}
   * @param teacher of the student's shape, copied, not modified; must stay open for {@link #point}
   * @param stepSizes step sizes η_a and η_w, by phases
   * @param noise radii of the balls that the noise is drawn from, by step
   * @param seed names the random streams together with {@code number}
   * @param number the student's number, at least 0
   * @throws IllegalArgumentException if shapes do not fit, or if a step size makes descent diverge,
   *     or if a weight is not finite, or if v is not of unit norm
   * @throws IllegalStateException if an arena is closed
   */
  public static PerturbedDescent of(
      Arena arena,
      Student student,
      Teacher teacher,
      StepSizes stepSizes,
      NoiseSchedule noise,
      long seed,
      long number) {
    teacher.checkFits(student.shape());
    stepSizes.checkStable(student.shape().k());
    Segments.checkUsable("the student's memory", student.memory());
    Descent.checkWeights(student);
    return new PerturbedDescent(arena, student, teacher, stepSizes, noise, seed, number);
  }

  /**
   * Takes {@code steps} steps.
   *
   * @param steps at least 0
   * @throws IllegalArgumentException if {@code steps} is negative, or all steps exceed 2^63 − 1
   * @throws IllegalStateException if an arena is closed, also in mid-run
   * @throws WrongThreadException if memory is confined to another thread
   * @throws DivergenceException if the numbers leave the finite range, naming the step
   */
  public void run(long steps) {
    long end = Descent.end(step, steps);
    borrowed.checkUsable();
    try {
      runTo(end);
    } catch (IllegalStateException e) {
      throw borrowed.explained(e, "in a run that began after step " + (end - steps));
    }
  }

  private void runTo(long end) {
    while (step < end) {
      int phase = stepSizes.phaseAt(step);
      StepSizes.Phase sizes = stepSizes.phases().get(phase);
      long stop = Math.min(end, stepSizes.endOf(phase));
      while (step < stop) {
        take(sizes);
        step++;
      }
    }
  }

  private void take(StepSizes.Phase sizes) {
    double factor = noise.factor(step);
    MemorySegment.copy(student.memory(), 0, place.memory(), 0, bytes);
    double r = 1;
    if (noise.radiusW() * factor > 0) {
      add(noise.radiusW() * factor, STREAM_W, placeV, p);
      r = norm(placeV, sizes);
    }
    if (noise.radiusA() * factor > 0) {
      add(noise.radiusA() * factor, STREAM_A, placeA, k);
    }
    gradient.at(step, gradA, gradW);
    on.addScaled(-sizes.etaA(), gradA, a, k);
    on.addScaled(-sizes.etaW() / r, gradW, v, p);
    norm(v, sizes);
  }

  private double norm(MemorySegment weight, StepSizes.Phase sizes) {
    double squared = on.dot(weight, weight, p);
    if (!(squared > 0 && squared < Double.POSITIVE_INFINITY)) {
      throw new DivergenceException(step, sizes.etaA(), sizes.etaW());
    }
    return on.normalise(weight, p);
  }

  /**
   * Adds a point uniform in the ball: the first n coordinates of one uniform on the sphere of n + 2
   * dimensions.
   */
  private void add(double radius, int stream, MemorySegment to, long n) {
    on.normals(draw, n + 2, seed, number, stream, step);
    double squared = on.dot(draw, draw, n + 2);
    Precision precision = on.precision();
    precision.set(draw, 0, n, 0);
    precision.set(draw, 0, n + 1, 0);
    on.addScaled(radius / Math.sqrt(squared), draw, to, n);
  }

  /** {@return steps taken} */
  public long step() {
    return step;
  }

  /**
   * {@return where the student stands}
   *
   * @throws IllegalStateException if an arena is closed
   */
  public Point point() {
    borrowed.checkUsable();
    measure.read(student, teacher);
    return measure.point(step);
  }
}
