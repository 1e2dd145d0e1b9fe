import io.skiplane.Skiplane
import io.skiplane.descent.Descent
import io.skiplane.gradient.Gradient
import io.skiplane.memory.Precision
import io.skiplane.model.Shape
import io.skiplane.model.StepSizes
import io.skiplane.model.Student
import io.skiplane.model.Teacher
import java.lang.foreign.Arena

/** The gradient's name by a `when` over the sealed type: it need name only what it knows. */
fun name(gradient: Gradient): String =
    when (gradient) {
        is Gradient.Dense -> "dense, batch ${gradient.batch()}"
        else -> "another"
    }

fun main() {
    val shape = Shape(16, 8)
    Arena.ofConfined().use { arena ->
        val teacher = Teacher.study(arena, shape)
        val student = Student.allocate(arena, shape, Precision.FLOAT)
        val gradient = Gradient.Dense(1)
        val descent = Descent.of(arena, student, teacher, gradient, StepSizes.constantFor(shape.k()), 1, 0)
        descent.run(100)
        println("gradient ${name(gradient)}")
        println("kernel ${Skiplane.runtime().kernel()}")
        println("loss ${java.lang.Double.toHexString(descent.point().loss())}")
    }
}
