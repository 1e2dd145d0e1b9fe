package io.skiplane.harness.score;

import io.skiplane.descent.StudentTable;
import io.skiplane.harness.digest.Digest;
import io.skiplane.lanes.Twins;
import io.skiplane.model.Student;
import java.lang.foreign.Arena;

/**
 * A few steps of each kind by this JVM's kernel and by its scalar twin, which owe the same bits. An
 * answer is a digest of the weights; all kernels on all machines owe the same one.
 */
final class Answers {
  private static final long STEPS = 3;

  /** A student takes so few operations a step here that more of them are affordable. */
  private static final long REDUCED_STEPS = 256;

  private Answers() {}

  /**
   * The answer of a step.
   *
   * @throws IllegalStateException if the kernel's bits are not the scalar twin's
   */
  static String check(Item item) {
    String answer = answer(item);
    String expected = Twins.onScalar(() -> answer(item));
    if (!answer.equals(expected)) {
      throw new IllegalStateException(
          "WRONG ANSWER: after "
              + (item == Item.REDUCED ? REDUCED_STEPS : STEPS)
              + " "
              + item.word()
              + " steps the weights have the digest "
              + answer
              + ", the scalar twin's "
              + expected
              + "; no result of this JVM on this machine can be trusted");
    }
    return answer;
  }

  private static String answer(Item item) {
    try (Arena arena = Arena.ofConfined()) {
      Problem problem = new Problem(arena);
      if (item == Item.REDUCED) {
        StudentTable table = problem.ensembleAfter(REDUCED_STEPS);
        return Digest.of(table);
      }
      Student student = problem.student();
      problem.descent(item, student, Problem.visible()).run(STEPS);
      return Digest.of(student);
    }
  }
}
