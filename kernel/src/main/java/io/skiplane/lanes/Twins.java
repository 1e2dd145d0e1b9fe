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
  private static final String REMEDY = "start java with --add-modules " + MODULE;
  private static final String MISSING =
      "the vector kernel needs module " + MODULE + ", which is not there: " + REMEDY;
  private static final KernelRuntime SCALAR = new KernelRuntime("scalar", 0, MISSING);

  /** Bound while {@link #onScalar} runs. */
  private static final ScopedValue<Boolean> ON_SCALAR = ScopedValue.newInstance();

  private static final Choice CHOICE =
      choose(System.getProperty(PROPERTY, ""), System.getProperty(LaneBits.PROPERTY, ""));

  static {
    if (CHOICE.refusal == null && CHOICE.runtime.reason().contains(REMEDY)) {
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
   * @throws IllegalStateException if the JVM runs without {@code jdk.incubator.vector}
   */
  public static Kernels vector(Precision precision) {
    if (!present()) {
      throw new IllegalStateException(MISSING);
    }
    return Vector.of(precision);
  }

  private static Choice choose(String kernel, String laneBits) {
    return switch (kernel) {
      case "scalar" -> scalarChoice("-D" + PROPERTY + "=scalar asks for it", laneBits);
      case "vector" ->
          present()
              ? Vector.choice("-D" + PROPERTY + "=vector asks for it")
              : new Choice(SCALAR, MISSING);
      case "" ->
          present()
              ? Vector.choice("module " + MODULE + " is there")
              : scalarChoice(
                  "scalar kernel, slower: module " + MODULE + " is missing; " + REMEDY, laneBits);
      default ->
          new Choice(
              SCALAR, "-D" + PROPERTY + "=" + kernel + " is not a kernel; use vector or scalar");
    };
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

  private static boolean present() {
    return ModuleLayer.boot().findModule(MODULE).isPresent();
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
