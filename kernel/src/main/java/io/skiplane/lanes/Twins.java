package io.skiplane.lanes;

import io.skiplane.lanes.scalar.DoubleScalarKernels;
import io.skiplane.lanes.scalar.FloatScalarKernels;
import io.skiplane.lanes.vector.DoubleVectorKernels;
import io.skiplane.lanes.vector.FloatVectorKernels;
import io.skiplane.lanes.vector.LaneBits;
import io.skiplane.memory.Precision;

/** The choice between the vector and the scalar twin, made once a JVM. */
public final class Twins {
  /** System property that forces a twin: {@code vector} or {@code scalar}. */
  public static final String PROPERTY = "skiplane.kernel";

  private static final String MODULE = "jdk.incubator.vector";
  private static final String REMEDY = "start java with --add-modules " + MODULE;
  private static final KernelRuntime RUNTIME = choose(System.getProperty(PROPERTY, ""));

  static {
    if (RUNTIME.reason().contains(REMEDY)) {
      System.getLogger("io.skiplane").log(System.Logger.Level.INFO, RUNTIME.reason());
    }
  }

  private Twins() {}

  /** What this JVM runs on, and why. */
  public static KernelRuntime runtime() {
    return RUNTIME;
  }

  /** The chosen twin. */
  public static Kernels chosen(Precision precision) {
    return RUNTIME.kernel().equals("vector") ? vector(precision) : scalar(precision);
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
      throw new IllegalStateException(
          "the vector kernel needs module " + MODULE + ", which is not there: " + REMEDY);
    }
    return Vector.of(precision);
  }

  private static KernelRuntime choose(String wanted) {
    return switch (wanted) {
      case "scalar" -> new KernelRuntime("scalar", 0, "-D" + PROPERTY + "=scalar asks for it");
      case "vector" -> {
        vector(Precision.FLOAT);
        yield new KernelRuntime("vector", Vector.bits(), "-D" + PROPERTY + "=vector asks for it");
      }
      case "" ->
          present()
              ? new KernelRuntime("vector", Vector.bits(), "module " + MODULE + " is there")
              : new KernelRuntime(
                  "scalar",
                  0,
                  "scalar kernel, slower: module " + MODULE + " is missing; " + REMEDY);
      default ->
          throw new IllegalStateException(
              "-D" + PROPERTY + "=" + wanted + " is not a kernel; use vector or scalar");
    };
  }

  private static boolean present() {
    return ModuleLayer.boot().findModule(MODULE).isPresent();
  }

  /** Loaded only where the module is there: its classes cannot be linked without it. */
  private static final class Vector {
    static Kernels of(Precision precision) {
      return precision == Precision.FLOAT ? new FloatVectorKernels() : new DoubleVectorKernels();
    }

    static int bits() {
      return LaneBits.CHOSEN;
    }
  }
}
