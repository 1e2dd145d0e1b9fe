package io.skiplane.harness.study;

import io.skiplane.harness.engine.Ledger;
import io.skiplane.lanes.KernelRuntime;
import io.skiplane.lanes.Twins;

/**
 * Where the scalar kernel serves, to the same bits, as the work ends before the JVM would have
 * compiled the vectors: until then each vector operation is a call that allocates. Options that
 * name a kernel are obeyed throughout.
 */
public final class KernelChoice {
  /**
   * A study of fewer students in a cell checks the steps, and draws paths, on the scalar kernel.
   */
  private static final long FEW_STUDENTS = 1000;

  /**
   * Largest work, in students · Σk², of a study whose students too run on the scalar kernel: a
   * student takes of the order of 100 k² steps in its four cells, a step some 20 ns.
   */
  private static final long LITTLE_WORK = 400_000;

  private static final KernelRuntime SCALAR =
      new KernelRuntime("scalar", 0, "the study ends before vectors would be compiled");

  private KernelChoice() {}

  /** Whether a study is so short that a check of the steps should be. */
  static boolean isShort(ReproduceSettings settings) {
    return settings.students() < FEW_STUDENTS;
  }

  /** Whether what a study does once is done on the scalar kernel. */
  static boolean checksOnScalar(ReproduceSettings settings) {
    return isShort(settings) && !Twins.forced();
  }

  /** Whether a study's students run on the scalar kernel. */
  static boolean studentsOnScalar(ReproduceSettings settings) {
    double squares = settings.ks().stream().mapToDouble(k -> (double) k * k).sum();
    return settings.students() * squares <= LITTLE_WORK && !Twins.forced();
  }

  /** Largest work of a sweep, as {@link Ledger#work} guesses it, whose students run on scalars. */
  private static final double LITTLE_SWEEP = 1e8;

  /** Whether a sweep's students run on the scalar kernel. */
  public static boolean studentsOnScalar(Ledger ledger) {
    return ledger.work() <= LITTLE_SWEEP && !Twins.forced();
  }

  /** What a sweep's students run on. */
  public static KernelRuntime of(Ledger ledger) {
    return studentsOnScalar(ledger) ? SCALAR : Twins.runtime();
  }

  /** What a study's students run on. */
  public static KernelRuntime of(ReproduceSettings settings) {
    return studentsOnScalar(settings) ? SCALAR : Twins.runtime();
  }
}
