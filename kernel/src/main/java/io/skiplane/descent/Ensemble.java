package io.skiplane.descent;

import io.skiplane.gradient.ReducedCoordinates;
import io.skiplane.lanes.Kernels;
import io.skiplane.lanes.ReducedLanes;
import io.skiplane.lanes.Twins;
import io.skiplane.lanes.scalar.Angle;
import io.skiplane.memory.Borrowed;
import io.skiplane.memory.Precision;
import io.skiplane.memory.Segments;
import io.skiplane.model.StepSizes;
import io.skiplane.model.Teacher;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Many students by the reduced step, one in each lane: population gradient descent for success
 * rates and phase diagrams. ({@link SampledEnsemble} runs many by the sampled steps.)
 *
 * <p>A student that has ended leaves its lane to the next one in the queue, so lanes stay full. A
 * student's result depends on its start, the teacher, the step sizes and the stop rule alone, not
 * on its lane, its neighbours or the thread: split a table between ensembles as you like. A run
 * allocates nothing for a student or a step. Not safe for use by two threads at once.
 */
public final class Ensemble {
  /** Vectors of lanes that hide each other's latency. */
  private static final int VECTORS = 8;

  /** Students are checked for their end when their step number is a multiple of this. */
  static final long CHECK_INTERVAL = 64;

  /** An angle that no result depends on, far above the subnormal numbers of either precision. */
  private static final double VANISHED = 1e-25;

  private static final double TRAP_ANGLE = Math.PI - 0.2;

  private final Kernels kernels;
  private final Precision precision;
  private final MemorySegment lanes;
  private final long[] row;
  private final long[] step;
  private final long[] event;
  private final long[] phaseStart;
  private final int[] phase;
  private final double[] across;
  private final Course[] course;
  private int vectors;
  private int width;

  private Ensemble(SegmentAllocator memory, Precision precision) {
    this.precision = precision;
    kernels = Twins.chosen(precision);
    int largest = VECTORS * precision.lanes();
    long bytes = (long) ReducedLanes.ARRAYS * VECTORS * Precision.VECTOR_BYTES;
    lanes = memory.allocate(bytes, Precision.VECTOR_BYTES);
    Segments.check("workspace", lanes, bytes, Precision.VECTOR_BYTES, true);
    row = new long[largest];
    step = new long[largest];
    event = new long[largest];
    phaseStart = new long[largest];
    phase = new int[largest];
    across = new double[largest];
    course = new Course[largest];
  }

  /**
   * {@return an ensemble whose lanes lie in memory of {@code memory}, which must stay open while it
   * is used}
   *
   * @param memory gives the workspace, one segment, for as long as the ensemble is used; an arena
   *     for example
   * @param precision arithmetic of the recurrence; tables are in double. In float a stalls some
   *     rounding errors over η_a(π−1)/2π from a*: a tolerance of 1e−4 wants double
   */
  public static Ensemble of(SegmentAllocator memory, Precision precision) {
    return new Ensemble(memory, precision);
  }

  /** Hears of a run's progress, between steps, on the run's thread. */
  @FunctionalInterface
  public interface Progress {
    /**
     * Told every few thousand student-steps.
     *
     * @param studentSteps taken since the last call
     * @param ended students that have ended since the last call
     * @return false to end the run early; students in lanes then keep their starts
     */
    boolean advanced(long studentSteps, int ended);
  }

  /**
   * Runs the students of rows {@code from} to {@code to} (exclusive) from their starts to their
   * ends, and writes the ends over the starts.
   *
   * @param table with a start in each of these rows, modified
   * @param from first row
   * @param to row after the last one
   * @param teacher gives k, 1ᵀa* and ‖a*‖², not modified
   * @param stepSizes step sizes η_a and η_w, by phases
   * @param stopRule when a student has ended
   * @param progress told of the run as it goes on, and may end it
   * @throws IllegalArgumentException if the rows are not in the table, one has no start, a step
   *     size is not stable, or the table and the workspace overlap
   * @throws IllegalStateException if an arena is closed, also in mid-run
   * @throws WrongThreadException if memory is confined to another thread
   */
  public void run(
      StudentTable table,
      long from,
      long to,
      Teacher teacher,
      StepSizes stepSizes,
      StopRule stopRule,
      Progress progress) {
    run(List.of(new Group(table, from, to, teacher, stepSizes, stopRule)), progress);
  }

  /**
   * Students who share a teacher, step sizes and a stop rule.
   *
   * @param table where they stand, modified by a run
   * @param from first row
   * @param to row after the last
   * @param teacher not modified
   * @param stepSizes of each student from its start on
   * @param stopRule when each has ended
   */
  public record Group(
      StudentTable table,
      long from,
      long to,
      Teacher teacher,
      StepSizes stepSizes,
      StopRule stopRule) {
    /**
     * Checks the rows and the step sizes.
     *
     * @throws IllegalArgumentException if the rows are not in the table or a step size is not
     *     stable
     */
    public Group {
      if (from < 0 || to > table.count() || from > to) {
        throw new IllegalArgumentException(
            "rows "
                + from
                + " to "
                + to
                + " (exclusive) of a table of "
                + table.count()
                + " students; they must lie between 0 and "
                + table.count()
                + ", in order");
      }
      stepSizes.checkStable(teacher.shape().k());
    }
  }

  /**
   * The same for students of several groups, one group after the other in the same lanes: small
   * groups leave no lane empty while the last student of each ends.
   *
   * @param groups whose rows do not overlap
   * @param progress told of the run as it goes on, and may end it
   * @throws IllegalArgumentException if a row has no start, or a table and the workspace overlap
   * @throws IllegalStateException if an arena is closed, also in mid-run
   * @throws WrongThreadException if memory is confined to another thread
   */
  public void run(List<Group> groups, Progress progress) {
    Borrowed borrowed = new Borrowed();
    List<Course> courses = new ArrayList<>();
    for (Group group : groups) {
      borrowed.add("the student table", group.table().memory());
      courses.add(new Course(group));
    }
    borrowed.add("the workspace", lanes).checkUsable();
    for (Group group : groups) {
      Segments.checkApart("the student table", group.table().memory(), "the workspace", lanes);
    }
    try {
      go(courses, progress);
    } catch (IllegalStateException e) {
      throw borrowed.explained(e, "in a run");
    }
  }

  private void go(List<Course> courses, Progress progress) {
    long students = 0;
    for (Course some : courses) {
      students += some.left();
    }
    // A vector without a student would cost as much as a full one.
    vectors = (int) Math.clamp(Math.ceilDiv(students, precision.lanes()), 1, VECTORS);
    width = vectors * precision.lanes();
    lanes.fill((byte) 0);
    Arrays.fill(row, -1);
    int at = 0;
    int active = 0;
    long clock = 0;
    while (active > 0 || students > 0) {
      // All in step, so that their checks fall together: between them each event costs a look.
      if (clock % CHECK_INTERVAL == 0 || active == 0) {
        clock = 0;
        for (int lane = 0; lane < width && students > 0 && active < width; lane++) {
          if (row[lane] < 0) {
            at = enter(courses, at, lane);
            students--;
            active++;
          }
        }
      }
      long steps = stepsToNextEvent();
      kernels.reduced(lanes, vectors, steps);
      clock += steps;
      int ended = 0;
      for (int lane = 0; lane < width; lane++) {
        if (row[lane] >= 0) {
          step[lane] += steps;
          if (step[lane] == event[lane] && course[lane].hasEnded(lane)) {
            leave(lane);
            ended++;
          }
        }
      }
      long taken = steps * active;
      active -= ended;
      if (!progress.advanced(taken, ended)) {
        return;
      }
    }
  }

  /** The next student, of this course or of the next one that has any, enters a lane. */
  private int enter(List<Course> courses, int at, int lane) {
    int index = at;
    while (courses.get(index).left() == 0) {
      index++;
    }
    course[lane] = courses.get(index);
    course[lane].enter(lane);
    return index;
  }

  private long stepsToNextEvent() {
    long steps = Long.MAX_VALUE;
    for (int lane = 0; lane < width; lane++) {
      if (row[lane] >= 0) {
        steps = Math.min(steps, event[lane] - step[lane]);
      }
    }
    return steps;
  }

  private void leave(int lane) {
    row[lane] = -1;
    for (ReducedLanes array : ARRAYS) {
      set(lane, array, 0);
    }
  }

  private double get(int lane, ReducedLanes array) {
    return ReducedCoordinates.get(lanes, precision, vectors, lane, array);
  }

  private void set(int lane, ReducedLanes array, double value) {
    ReducedCoordinates.set(lanes, precision, vectors, lane, array, value);
  }

  /**
   * A group in a run: its constants and who has not entered; the lanes' state is the ensemble's.
   */
  private final class Course {
    private final StudentTable table;
    private final long to;
    private long next;
    private final StepSizes stepSizes;
    private final StopRule stopRule;
    private final ReducedCoordinates coordinates;
    private final double k;
    private final boolean contracts;
    private final double largestEtaW;

    Course(Group group) {
      table = group.table();
      next = group.from();
      to = group.to();
      stepSizes = group.stepSizes();
      stopRule = group.stopRule();
      Teacher teacher = group.teacher();
      k = teacher.shape().k();
      coordinates = new ReducedCoordinates(k, teacher.sum(), teacher.squaredNorm());
      double largestEtaA = 0;
      double largest = 0;
      for (StepSizes.Phase phase : stepSizes.phases()) {
        largestEtaA = Math.max(largestEtaA, phase.etaA());
        largest = Math.max(largest, phase.etaW());
      }
      largestEtaW = largest;
      contracts = largestEtaA * (k + Math.PI - 1) <= 2 * Math.PI;
    }

    long left() {
      return to - next;
    }

    void enter(int lane) {
      long student = next++;
      if (!Double.isFinite(table.phi(student) + table.sum(student) + table.alignment(student))) {
        throw new IllegalArgumentException(
            "student " + student + " of the table has no start of finite numbers; write one first");
      }
      row[lane] = student;
      step[lane] = 0;
      phase[lane] = 0;
      phaseStart[lane] = 0;
      across[lane] = table.squaredAcross(student);
      set(lane, ReducedLanes.SUM, table.sum(student));
      set(lane, ReducedLanes.ALIGNMENT, table.alignment(student));
      set(lane, ReducedLanes.PHI, table.phi(student));
      beginPhase(lane);
      planEvent(lane);
    }

    private void beginPhase(int lane) {
      StepSizes.Phase sizes = stepSizes.phases().get(phase[lane]);
      coordinates.writeStepSizes(lanes, precision, vectors, lane, sizes.etaA(), sizes.etaW());
    }

    private void planEvent(int lane) {
      long check = (step[lane] / CHECK_INTERVAL + 1) * CHECK_INTERVAL;
      long change = stepSizes.endOf(phase[lane]);
      event[lane] = Math.min(Math.min(check, change), stopRule.stepsLimit());
    }

    /** Handles the lane's event: a change of phase, a check, or both. */
    boolean hasEnded(int lane) {
      if (step[lane] == stepSizes.endOf(phase[lane])) {
        across[lane] = acrossNow(lane);
        phaseStart[lane] = step[lane];
        phase[lane]++;
        beginPhase(lane);
      }
      boolean limit = step[lane] == stopRule.stepsLimit();
      if ((limit || step[lane] % CHECK_INTERVAL == 0) && check(lane, limit)) {
        return true;
      }
      planEvent(lane);
      return false;
    }

    /** The squared part of a across span{1, a*}, which shrinks by a known factor a step. */
    private double acrossNow(int lane) {
      double etaA = stepSizes.phases().get(phase[lane]).etaA();
      double factor = ReducedCoordinates.shrinkage(etaA, step[lane] - phaseStart[lane]);
      return across[lane] * factor * factor;
    }

    private boolean check(int lane, boolean limit) {
      double sum = get(lane, ReducedLanes.SUM);
      double alignment = get(lane, ReducedLanes.ALIGNMENT);
      double phi = Math.abs(get(lane, ReducedLanes.PHI));
      if (phi < VANISHED && phi > 0) {
        // Arithmetic on subnormal numbers is a hundred times slower, and no result has such digits.
        phi = 0;
        set(lane, ReducedLanes.PHI, 0);
      }
      if (near(sum, alignment, phi)) {
        double squaredA = coordinates.squaredWithin(sum, alignment) + acrossNow(lane);
        if (squaredA + squaredChord(phi) < stopRule.tolerance()) {
          end(lane, Outcome.SUCCESS);
          return true;
        }
      }
      boolean trapped = phi > TRAP_ANGLE && alignment < 0;
      if (trapped && (limit || forEver(sum, alignment, phi))) {
        end(lane, Outcome.TRAPPED);
        return true;
      }
      if (limit) {
        end(lane, Outcome.UNDECIDED);
      }
      return limit;
    }

    /** A cheap bound first: φ² ≤ (π²/4)·‖v − v*‖². */
    private boolean near(double sum, double alignment, double phi) {
      return phi * phi < 2.5 * stopRule.tolerance()
          && coordinates.squaredWithin(sum, alignment) < stopRule.tolerance();
    }

    private double squaredChord(double phi) {
      double half = Angle.sine(phi / 2);
      return 4 * half * half;
    }

    /**
     * Whether a student beyond the trap angle with T below 0 can never turn back. While T ≤ 0, φ
     * does not fall, unless a turn goes far past −v*; so G does not rise; and Y = (S* − S)S* obeys
     * Y' = (1−λ)Y + e(π−G)S*² with λ = e(k+π−1) at most 1, so it stays below max(Y, πS*²/(k+π−1)).
     * T' = (1 − e(π−1))T + e[(G−1)N + Y] then keeps T below 0 if (G−1)N plus that bound is below 0,
     * and |T| below max(|T|, (N + bound)/(π−1)); a turn of at most 2(π−φ), past −v* or not, ends no
     * farther from −v*.
     */
    private boolean forEver(double sum, double alignment, double phi) {
      double star = coordinates.teacherSum();
      double norm = coordinates.squaredNorm();
      double g = (Math.PI - phi) * Angle.cosine(phi) + Angle.sine(phi);
      double bound =
          Math.max(Math.abs((star - sum) * star), Math.PI * star * star / (k + Math.PI - 1));
      double pull = Math.max(-alignment, (norm + bound) / (Math.PI - 1));
      return contracts
          && (g - 1) * norm + bound < 0
          && largestEtaW * pull * (Math.PI - TRAP_ANGLE) <= 4 * Math.PI;
    }

    private void end(int lane, Outcome outcome) {
      double sum = get(lane, ReducedLanes.SUM);
      double alignment = get(lane, ReducedLanes.ALIGNMENT);
      double acrossNow = acrossNow(lane);
      table.end(
          row[lane],
          sum,
          alignment,
          Math.abs(get(lane, ReducedLanes.PHI)),
          acrossNow,
          step[lane],
          outcome,
          coordinates.squaredWithin(sum, alignment) + acrossNow);
    }
  }

  private static final ReducedLanes[] ARRAYS = ReducedLanes.values();
}
