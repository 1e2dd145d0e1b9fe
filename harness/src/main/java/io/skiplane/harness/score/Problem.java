package io.skiplane.harness.score;

import io.skiplane.descent.Descent;
import io.skiplane.descent.Ensemble;
import io.skiplane.descent.StopRule;
import io.skiplane.descent.StudentTable;
import io.skiplane.gradient.Gradient;
import io.skiplane.gradient.Inputs;
import io.skiplane.lanes.Normals;
import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.Start;
import io.skiplane.model.StepSizes;
import io.skiplane.model.Student;
import io.skiplane.model.Teacher;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The one problem that every machine is scored on: the study's teacher, floats, batch 1, a plain
 * CNN start. Its resident inputs sit in the second-level cache, and their labels are noise of the
 * teacher's size, which no student fits, so the residual stays away from 0.
 */
final class Problem {
  static final Shape SHAPE = new Shape(1024, 64);

  /** As many students as an ensemble has lanes. */
  static final int STUDENTS = 8 * Precision.FLOAT.lanes();

  private static final Precision PRECISION = Precision.FLOAT;
  private static final long SEED = 20190909;

  /** Twice 256 KiB. */
  private static final int INPUTS = 2;

  /** So small that the weights stay where they are however long it runs. */
  private static final double TINY = 1e-9;

  /** A multiple of the steps between two checks of an ensemble. */
  private static final long ENSEMBLE_STEPS = 1 << 10;

  private final Arena arena;
  private final Teacher teacher;
  private final Start start;

  Problem(Arena arena) {
    this.arena = arena;
    teacher = Teacher.study(arena, SHAPE);
    start = new Start(arena, teacher);
  }

  /** Steps of one student. */
  Work descent(Item item) {
    Descent descent = descent(item, student(), StepSizes.constant(TINY, TINY));
    return turns -> {
      descent.run(turns);
      return turns;
    };
  }

  /** Steps of as many students as there are lanes; a turn is many of them. */
  Work ensemble() {
    Ensemble ensemble = Ensemble.of(arena, PRECISION);
    StudentTable table = table();
    StepSizes sizes = StepSizes.constant(TINY, TINY);
    StopRule stop = new StopRule(Double.MIN_NORMAL, Long.MAX_VALUE);
    return turns -> {
      long wanted = turns * ENSEMBLE_STEPS * STUDENTS;
      Counter counter = new Counter(wanted);
      ensemble.run(table, 0, STUDENTS, teacher, sizes, stop, counter);
      return counter.steps;
    };
  }

  /** A student at its start. */
  Student student() {
    Student student = Student.allocate(arena, SHAPE, PRECISION);
    start.draw(Start.Kind.CNN, SEED, 0);
    start.to(student);
    return student;
  }

  /** Descent of a student by the gradient that an item names. */
  Descent descent(Item item, Student student, StepSizes sizes) {
    Gradient gradient =
        switch (item) {
          case POPULATION -> new Gradient.Population();
          case DENSE -> new Gradient.Dense(1);
          case PROJECTED -> new Gradient.Projected(1);
          case RESIDENT -> new Gradient.Resident(inputs(), 1);
          default -> throw new IllegalArgumentException(item + " is no descent of one student");
        };
    return Descent.of(arena, student, teacher, gradient, sizes, SEED, 0);
  }

  /** Runs the students of an ensemble for some steps, at step sizes that move them visibly. */
  StudentTable ensembleAfter(long steps) {
    StudentTable table = table();
    StopRule stop = new StopRule(Double.MIN_NORMAL, steps);
    Ensemble.of(arena, PRECISION)
        .run(table, 0, STUDENTS, teacher, visible(), stop, (advanced, ended) -> true);
    return table;
  }

  /** Step sizes that move the weights visibly. */
  static StepSizes visible() {
    double k = SHAPE.k();
    return StepSizes.constant(0.1 / k, 0.1 / Math.sqrt(k * SHAPE.p()));
  }

  private StudentTable table() {
    StudentTable table = StudentTable.allocate(arena, STUDENTS);
    for (int i = 0; i < STUDENTS; i++) {
      start.draw(Start.Kind.CNN, SEED, i);
      table.start(i, start, teacher);
    }
    return table;
  }

  private Inputs inputs() {
    long numbers = INPUTS * SHAPE.elements();
    MemorySegment normals = Normals.allocate(arena, numbers + INPUTS);
    Normals.fill(normals, numbers + INPUTS, SEED, 0, 0);
    MemorySegment z = arena.allocate(numbers * PRECISION.bytes(), Precision.VECTOR_BYTES);
    MemorySegment labels = arena.allocate((long) INPUTS * PRECISION.bytes(), PRECISION.bytes());
    double size = Math.sqrt(teacher.squaredNorm());
    for (long i = 0; i < numbers; i++) {
      PRECISION.set(z, 0, i, normals.getAtIndex(ValueLayout.JAVA_DOUBLE, i));
    }
    for (long i = 0; i < INPUTS; i++) {
      PRECISION.set(labels, 0, i, size * normals.getAtIndex(ValueLayout.JAVA_DOUBLE, numbers + i));
    }
    return new Inputs(z, labels, SHAPE, INPUTS, PRECISION, Inputs.Layout.ROW_MAJOR);
  }

  /** Ends a run after so many steps, early, so that the table keeps its starts. */
  private static final class Counter implements Ensemble.Progress {
    private final long wanted;
    private long steps;

    Counter(long wanted) {
      this.wanted = wanted;
    }

    @Override
    public boolean advanced(long studentSteps, int ended) {
      steps += studentSteps;
      return steps < wanted;
    }
  }
}
