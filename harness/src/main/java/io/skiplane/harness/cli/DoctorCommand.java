package io.skiplane.harness.cli;

import io.skiplane.harness.doctor.Checkup;
import io.skiplane.harness.doctor.Finding;
import io.skiplane.harness.host.Version;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code skiplane doctor}: is this machine, and this JVM, what Skiplane needs? */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Looks at what results and speed depend on: the JDK, the kernel in use, the processor,"
          + " memory; checks the five gradient steps against each other; and says how to mend what"
          + " is amiss.",
      "Ends with exit code 1 if something is amiss."
    },
    footerHeading = "%nExample:%n",
    footer = "  skiplane doctor")
public final class DoctorCommand implements Callable<Integer> {
  private static final int AMISS = 1;
  private static final String GAP = " ".repeat(12);

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    if (spec == null) {
      throw new IllegalStateException("the command runs outside picocli");
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println("Skiplane " + Version.text());
    boolean well =
        Checkup.run(
            finding -> {
              lines(finding).forEach(out::println);
              out.flush();
            });
    out.println(
        well
            ? "Nothing is amiss."
            : "Something is amiss: mend it as the arrows say, and ask again.");
    out.flush();
    return well ? 0 : AMISS;
  }

  static List<String> lines(Finding finding) {
    String head =
        switch (finding.verdict()) {
          case OK -> "ok    ";
          case NOTE -> "note  ";
          case AMISS -> "AMISS ";
        };
    List<String> lines =
        new ArrayList<>(
            Wrapped.lines(
                head + finding.topic() + GAP.substring(finding.topic().length()), finding.text()));
    for (String remedy : finding.remedies()) {
      lines.addAll(Wrapped.lines(" ".repeat(6) + GAP + "→ ", remedy));
    }
    return lines;
  }
}
