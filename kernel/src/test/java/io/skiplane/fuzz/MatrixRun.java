package io.skiplane.fuzz;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.skiplane.Skiplane;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * Runs some test classes in this JVM, whose flags {@code .ci/matrix} has chosen, and prints a row
 * of its table. A JVM that runs another kernel than the one asked for fails, whatever its tests
 * say.
 */
final class MatrixRun {
  private MatrixRun() {}

  /** Arguments: the kernel expected, its lane bits, and names of test classes. */
  public static void main(String[] args) {
    PrintStream out = System.out;
    System.setOut(System.err);
    Skiplane.Runtime runtime = Skiplane.runtime();
    long began = System.nanoTime();
    TestExecutionSummary summary = run(args);
    summary.printFailuresTo(new PrintWriter(System.err, true), 20);
    boolean expected =
        runtime.kernel().equals(args[0]) && runtime.laneBits() == Integer.parseInt(args[1]);
    boolean passed = summary.getTestsSucceededCount() == summary.getTestsFoundCount();
    boolean all = summary.getTestsFoundCount() >= args.length - 2;
    out.printf(
        "%-8s %4d  %-3s %5d  %-7s %4d s%s%s%n",
        runtime.kernel(),
        runtime.laneBits(),
        fusedInHardware() ? "yes" : "no",
        summary.getTestsSucceededCount(),
        passed && all ? "equal" : "DIFFER",
        (System.nanoTime() - began) / 1_000_000_000,
        expected ? "" : "  not the kernel expected: " + args[0] + " " + args[1],
        passed
            ? ""
            : "  "
                + (summary.getTestsFoundCount() - summary.getTestsSucceededCount())
                + " tests did not pass");
    System.exit(expected && passed && all ? 0 : 1);
  }

  private static TestExecutionSummary run(String[] args) {
    LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request();
    for (int i = 2; i < args.length; i++) {
      request.selectors(selectClass(args[i]));
    }
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherDiscoveryRequest built = request.build();
    LauncherFactory.create().execute(built, listener);
    return listener.getSummary();
  }

  /** Whether this JVM has fused multiply-adds; without, each is a sum of BigDecimals. */
  private static boolean fusedInHardware() {
    return ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .getVMOption("UseFMA")
        .getValue()
        .equals("true");
  }
}
