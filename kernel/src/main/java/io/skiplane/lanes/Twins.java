package io.skiplane.lanes;

import io.skiplane.lanes.scalar.DoubleScalarKernels;
import io.skiplane.lanes.scalar.FloatScalarKernels;
import io.skiplane.lanes.vector.DoubleVectorKernels;
import io.skiplane.lanes.vector.FloatVectorKernels;
import io.skiplane.lanes.vector.LaneBits;
import io.skiplane.memory.Precision;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The choice between the vector and the scalar twin, made once a JVM. */
public final class Twins {
  /** System property that forces a twin: {@code vector} or {@code scalar}. */
  public static final String PROPERTY = "skiplane.kernel";

  private static final String MODULE = "jdk.incubator.vector";
  private static final String SLOWER = "scalar kernel, slower: ";
  private static final String NO_VECTORS = "the vector kernel cannot be had: ";

  /** Bound while {@link #onScalar} runs. */
  private static final ScopedValue<Boolean> ON_SCALAR = ScopedValue.newInstance();

  /** Lane bits of what cannot be had, for the reason given. */
  private static final int REFUSED = -1;

  private static final KernelRuntime RUNTIME =
      choose(System.getProperty(PROPERTY, ""), System.getProperty(LaneBits.PROPERTY, ""));

  static {
    if (RUNTIME.laneBits() != REFUSED && RUNTIME.reason().startsWith(SLOWER)) {
      System.getLogger("io.skiplane").log(System.Logger.Level.INFO, RUNTIME.reason());
    }
  }

  private Twins() {}

  /**
   * What this JVM runs on, and why.
   *
   * @throws IllegalStateException if the properties ask for what cannot be had
   */
  public static KernelRuntime runtime() {
    if (RUNTIME.laneBits() == REFUSED) {
      throw new IllegalStateException(RUNTIME.reason());
    }
    return RUNTIME;
  }

  /** Whether options of this JVM name a twin or the width of its vectors. */
  public static boolean forced() {
    return !System.getProperty(PROPERTY, "").isEmpty()
        || !System.getProperty(LaneBits.PROPERTY, "").isEmpty();
  }

  /**
   * Runs a task whose steps and ensembles take the scalar twin, whatever this JVM has chosen, to
   * the same bits: a short run ends sooner so than its vectors are compiled. What the task makes
   * keeps that twin.
   */
  public static <R> R onScalar(Supplier<R> task) {
    return ScopedValue.where(ON_SCALAR, true).call(task::get);
  }

  /**
   * The chosen twin.
   *
   * @throws IllegalStateException if the properties ask for what cannot be had
   */
  public static Kernels chosen(Precision precision) {
    boolean vector = runtime().kernel().equals("vector") && !ON_SCALAR.isBound();
    return vector ? vector(precision) : scalar(precision);
  }

  /** The scalar twin, which is always there. */
  public static Kernels scalar(Precision precision) {
    return precision == Precision.FLOAT ? new FloatScalarKernels() : new DoubleScalarKernels();
  }

  /**
   * The vector twin.
   *
   * @throws IllegalStateException if this JVM has no vectors for it
   */
  public static Kernels vector(Precision precision) {
    String lack = lack();
    if (lack != null) {
      throw new IllegalStateException(NO_VECTORS + lack);
    }
    // Linked at the first call only, as these classes cannot be without the module.
    return precision == Precision.FLOAT ? new FloatVectorKernels() : new DoubleVectorKernels();
  }

  private static KernelRuntime choose(String kernel, String laneBits) {
    String option = "-D" + PROPERTY + "=" + kernel;
    String asked = option + " asks for it";
    if (kernel.equals("scalar")) {
      return scalarChoice(asked, laneBits); // Before vectors are looked for, which loads them.
    }
    String lack = lack();
    return switch (kernel) {
      case "vector" -> lack == null ? vectorChoice(asked) : refused(NO_VECTORS + lack);
      case "" ->
          lack == null
              ? vectorChoice("module " + MODULE + " is there")
              : scalarChoice(SLOWER + lack, laneBits);
      default -> refused(option + " is not a kernel; use vector or scalar");
    };
  }

  private static KernelRuntime refused(String why) {
    return new KernelRuntime("none", REFUSED, why);
  }

  private static KernelRuntime vectorChoice(String reason) {
    return LaneBits.REFUSAL == null
        ? new KernelRuntime("vector", LaneBits.CHOSEN, reason)
        : refused(LaneBits.REFUSAL);
  }

  private static KernelRuntime scalarChoice(String reason, String laneBits) {
    return laneBits.isEmpty()
        ? new KernelRuntime("scalar", 0, reason)
        : refused(
            "-D"
                + LaneBits.PROPERTY
                + "="
                + laneBits
                + " needs vectors, but the kernel is scalar: "
                + reason);
  }

  /** What this JVM lacks for vectors, and the remedy; null if it lacks nothing. */
  private static @Nullable String lack() {
    return ModuleLayer.boot().findModule(MODULE).isEmpty()
        ? "module " + MODULE + " is missing; start java with --add-modules " + MODULE
        : LaneBits.LACK;
  }
}
