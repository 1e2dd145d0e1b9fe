package io.skiplane.harness.study;

import io.skiplane.descent.Descent;
import io.skiplane.descent.Ensemble;
import io.skiplane.descent.StopRule;
import io.skiplane.descent.StudentTable;
import io.skiplane.gradient.Gradient;
import io.skiplane.memory.Precision;
import io.skiplane.model.Start;
import io.skiplane.model.StepSizes;
import io.skiplane.model.Student;
import io.skiplane.model.Teacher;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;

/**
 * A few steps of every kind, so that two kernels can be held against each other before either is
 * compiled.
 */
final class FewSteps {
  static final int STEPS = 3;

  private FewSteps() {}

  /** All weights after the five steps, and the student of an ensemble, from one start. */
  static List<Double> weights(Teacher teacher, SampledRuns runs, StepSizes stepSizes, long seed) {
    List<Double> weights = new ArrayList<>();
    try (Arena arena = Arena.ofConfined()) {
      Start start = new Start(arena, teacher);
      start.draw(Start.Kind.RESNET, seed, 0);
      List<Gradient> gradients =
          List.of(
              new Gradient.Population(),
              new Gradient.Reduced(),
              new Gradient.Dense(1),
              new Gradient.Projected(1),
              new Gradient.Resident(runs.inputs(arena, 0, STEPS), 1));
      for (Gradient gradient : gradients) {
        Student student = Student.allocate(arena, teacher.shape(), Precision.DOUBLE);
        start.to(student);
        Descent.of(arena, student, teacher, gradient, stepSizes, seed, 0).run(STEPS);
        for (long j = 0; j < teacher.shape().k(); j++) {
          weights.add(student.a(j));
        }
        for (long i = 0; i < teacher.shape().p(); i++) {
          weights.add(student.v(i));
        }
      }
      StudentTable table = StudentTable.allocate(arena, 1);
      table.start(0, start, teacher);
      Ensemble.of(arena, Precision.DOUBLE)
          .run(
              table,
              0,
              1,
              teacher,
              stepSizes,
              new StopRule(Double.MIN_NORMAL, STEPS),
              (steps, ended) -> true);
      for (int field = 0; field < StudentTable.FIELDS; field++) {
        weights.add(table.number(0, field));
      }
    }
    return weights;
  }

  /** How many numbers are not the same to the last bit. */
  static long differing(List<Double> one, List<Double> other) {
    long differing = Math.abs(one.size() - other.size());
    for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
      differing += one.get(i).equals(other.get(i)) ? 0 : 1;
    }
    return differing;
  }
}
