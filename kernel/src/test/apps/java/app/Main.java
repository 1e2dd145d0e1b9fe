package app;

import io.skiplane.Skiplane;
import io.skiplane.descent.Descent;
import io.skiplane.gradient.Gradient;
import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.StepSizes;
import io.skiplane.model.Student;
import io.skiplane.model.Teacher;
import java.lang.foreign.Arena;

/** An application that embeds the kernel; prints what it ran on and where its student ended. */
public final class Main {
  private Main() {}

  /** Trains one student by dense steps. */
  public static void main(String[] args) {
    Shape shape = new Shape(16, 8);
    try (Arena arena = Arena.ofConfined()) {
      Teacher teacher = Teacher.study(arena, shape);
      Student student = Student.allocate(arena, shape, Precision.FLOAT);
      Descent descent =
          Descent.of(
              arena,
              student,
              teacher,
              new Gradient.Dense(1),
              StepSizes.constantFor(shape.k()),
              1,
              0);
      descent.run(100);
      System.out.println("kernel " + Skiplane.runtime().kernel());
      System.out.println("module " + Skiplane.class.getModule().getName());
      System.out.println("loss " + Double.toHexString(descent.point().loss()));
    }
  }
}
