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

  private static final Choice CHOICE =
      choose(System.getProperty(PROPERTY, ""), System.getProperty(LaneBits.PROPERTY, ""));

  static {
    if (CHOICE.refusal == null && CHOICE.runtime.reason().startsWith(SLOWER)) {
      System.getLogger("io.skiplane").log(System.Logger.Level.INFO, CHOICE.runtime.reason());
    }
  }

  private Twins() {}

  /** What this JVM runs on, or why it cannot run on what its properties ask for. */
  private record Choice(KernelRuntime runtime, @Nullable String refusal) {}

  /**
   * What this JVM runs on, and why.
   *
   * @throws IllegalStateException if the properties ask for what cannot be had
   */
  public static KernelRuntime runtime() {
    if (CHOICE.refusal != null) {
      throw new IllegalStateException(CHOICE.refusal);
    }
    return CHOICE.runtime;
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
    return Vector.of(precision);
  }

  private static Choice choose(String kernel, String laneBits) {
    String option = "-D" + PROPERTY + "=" + kernel;
    String asked = option + " asks for it";
    if (kernel.equals("scalar")) {
      return scalarChoice(asked, laneBits); // Before vectors are looked for, which loads them.
    }
    String lack = lack();
    return switch (kernel) {
      case "vector" -> lack == null ? Vector.choice(asked) : refused(NO_VECTORS + lack);
      case "" ->
          lack == null
              ? Vector.choice("module " + MODULE + " is there")
              : scalarChoice(SLOWER + lack, laneBits);
      default -> refused(option + " is not a kernel; use vector or scalar");
    };
  }

  private static Choice refused(String why) {
    return new Choice(new KernelRuntime("scalar", 0, why), why);
  }

  private static Choice scalarChoice(String reason, String laneBits) {
    String refusal =
        laneBits.isEmpty()
            ? null
            : "-D"
                + LaneBits.PROPERTY
                + "="
                + laneBits
                + " needs vectors, but the kernel is scalar: "
                + reason;
    return new Choice(new KernelRuntime("scalar", 0, reason), refusal);
  }

  /** What this JVM lacks for vectors, and the remedy; null if it lacks nothing. */
  private static @Nullable String lack() {
    return ModuleLayer.boot().findModule(MODULE).isEmpty()
        ? "module " + MODULE + " is missing; start java with --add-modules " + MODULE
        : LaneBits.LACK;
  }

  /** Loaded only where the module is there: its classes cannot be linked without it. */
  private static final class Vector {
    static Kernels of(Precision precision) {
      return precision == Precision.FLOAT ? new FloatVectorKernels() : new DoubleVectorKernels();
    }

    static Choice choice(String reason) {
      return new Choice(new KernelRuntime("vector", LaneBits.CHOSEN, reason), LaneBits.REFUSAL);
    }
  }
}
