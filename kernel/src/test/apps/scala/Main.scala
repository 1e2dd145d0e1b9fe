import io.skiplane.Skiplane
import io.skiplane.descent.Descent
import io.skiplane.gradient.Gradient
import io.skiplane.memory.Precision
import io.skiplane.model.{Shape, StepSizes, Student, Teacher}
import java.lang.foreign.Arena
import scala.util.Using

object Main:
  def main(args: Array[String]): Unit =
    val shape = Shape(16, 8)
    Using.resource(Arena.ofConfined()): arena =>
      val teacher = Teacher.study(arena, shape)
      val student = Student.allocate(arena, shape, Precision.FLOAT)
      val gradient = Gradient.Dense(1)
      val descent =
        Descent.of(arena, student, teacher, gradient, StepSizes.constantFor(shape.k), 1, 0)
      descent.run(100)
      println(s"gradient dense, batch ${gradient.batch}")
      println(s"kernel ${Skiplane.runtime.kernel}")
      println(s"loss ${java.lang.Double.toHexString(descent.point.loss)}")
