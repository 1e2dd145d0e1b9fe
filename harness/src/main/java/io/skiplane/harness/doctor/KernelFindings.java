package io.skiplane.harness.doctor;

import io.skiplane.harness.study.Agreement;
import io.skiplane.lanes.KernelRuntime;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Whether the kernel is the fast one, right, and compiled. */
final class KernelFindings {
  private KernelFindings() {}

  /** The kernel in use and why. */
  static Finding kernel(KernelRuntime runtime) {
    if (runtime.kernel().equals("vector")) {
      return Finding.ok(
          "kernel", "vectors of " + runtime.laneBits() + " bits: " + runtime.reason());
    }
    return runtime.reason().contains("asks for it")
        ? Finding.note(
            "kernel",
            "scalar, several times slower: " + runtime.reason(),
            "take the option out of SKIPLANE_JAVA_OPTS")
        : Finding.amiss("kernel", runtime.reason(), remedies(runtime.reason()));
  }

  private static String[] remedies(String reason) {
    return reason.contains("-XX:MaxVectorSize")
        ? new String[] {"take -XX:MaxVectorSize out of SKIPLANE_JAVA_OPTS"}
        : new String[] {
          "with harness/skiplane: SKIPLANE_JAVA_HOME=/path/to/a/complete/jdk-25",
          "in an application: java --add-modules jdk.incubator.vector ..."
        };
  }

  /** A kernel that was asked for and cannot be had. */
  static Finding refused(String reason) {
    return Finding.amiss(
        "kernel", reason, "take the option out of SKIPLANE_JAVA_OPTS or correct it");
  }

  /** The five steps against each other. */
  static Finding steps(List<Agreement> agreements) {
    String wrong =
        agreements.stream()
            .filter(agreement -> !agreement.holds())
            .map(
                agreement ->
                    String.format(
                        Locale.ROOT,
                        "%s: %.3g, at most %.3g",
                        agreement.steps(),
                        agreement.value(),
                        agreement.bound()))
            .collect(Collectors.joining("; "));
    return wrong.isEmpty()
        ? Finding.ok(
            "five steps", "agree with each other in all " + agreements.size() + " comparisons")
        : Finding.amiss(
            "five steps",
            "DISAGREE, so that no result of this machine can be trusted: " + wrong,
            "update the JDK; if that does not help, please report this");
  }

  /** What a dense step takes once it is compiled. */
  static Finding speed(StepSpeed speed) {
    String text =
        String.format(
            Locale.ROOT,
            "a dense step of %d patches of %d doubles takes %.2f µs",
            StepSpeed.SHAPE.k(),
            StepSpeed.SHAPE.p(),
            speed.nanoseconds() / 1000);
    String allocates =
        speed.bytes() < 1
            ? " and allocates nothing"
            : String.format(Locale.ROOT, " and allocates %.0f bytes", speed.bytes());
    return speed.boxed()
        ? Finding.amiss(
            "speed",
            text + allocates + ", as vectors are objects and not registers",
            "use a JVM with C2, as Temurin or Debian's OpenJDK, without options that hold it back")
        : Finding.ok("speed", text + allocates);
  }
}
