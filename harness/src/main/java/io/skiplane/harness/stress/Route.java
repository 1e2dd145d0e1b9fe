package io.skiplane.harness.stress;

import io.skiplane.harness.train.Choices.GradientName;
import io.skiplane.lanes.KernelRuntime;
import java.util.ArrayList;
import java.util.List;

/** Another way to the same bits. */
sealed interface Route {
  /** The scalar twin, in this JVM. */
  record Scalar() implements Route {
    @Override
    public String word() {
      return "scalar";
    }
  }

  /** The same kernel on other threads, which share the parts of a large step. */
  record OtherThreads() implements Route {
    @Override
    public String word() {
      return "thread";
    }
  }

  /** Vectors of another width, in a JVM of its own: a JVM chooses the width once. */
  record OtherWidth(int laneBits) implements Route {
    @Override
    public String word() {
      return laneBits + " bits";
    }
  }

  /** The resident inputs are drawn again: what the memory has kept is what was written to it. */
  record Memory() implements Route {
    @Override
    public String word() {
      return "memory";
    }
  }

  /** As tables and documents call it. */
  String word();

  /**
   * All ways that a gradient's blocks are computed again by, in turn.
   *
   * @param runtime what this JVM runs on
   * @param problem whose JVMs of other widths may have no inputs
   */
  static List<Route> all(GradientName gradient, KernelRuntime runtime, StressProblem problem) {
    List<Route> routes = new ArrayList<>();
    if (runtime.kernel().equals("vector")) {
      routes.add(new Scalar());
    }
    routes.add(new OtherThreads());
    if (gradient == GradientName.RESIDENT) {
      routes.add(new Memory());
    }
    if (gradient != GradientName.RESIDENT || problem.windowInputs() > 0) {
      for (int bits = runtime.laneBits() / 2; bits >= 128; bits /= 2) {
        routes.add(new OtherWidth(bits));
      }
    }
    return routes;
  }
}
