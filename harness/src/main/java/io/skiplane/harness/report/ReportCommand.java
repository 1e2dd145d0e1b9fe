package io.skiplane.harness.report;

import io.skiplane.harness.page.Page;
import io.skiplane.harness.report.compare.Comparison;
import io.skiplane.harness.report.run.RunFiles;
import io.skiplane.harness.store.WholeFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code skiplane report}: the page of a finished run anew, or of several side by side. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Makes the web page of a finished run anew from its files; of several runs of one command, a"
          + " page that compares them: parameters that differ, curves over one another, digests.",
      "The page is complete in itself and needs no network."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  skiplane report skiplane-train",
      "  skiplane report warm-up-0 warm-up-1000 --out compared.html"
    })
public final class ReportCommand implements Callable<Integer> {
  private static final int MOST_RUNS = 6;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "DIR",
      description = "folders of finished runs, at most six")
  private List<String> folders = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "the page (default: report.html in DIR; of several, skiplane-comparison.html here)")
  private @Nullable String out;

  @Override
  public Integer call() throws IOException {
    if (folders.size() > MOST_RUNS) {
      throw new IllegalArgumentException(
          "there are " + folders.size() + " folders; at most " + MOST_RUNS + " can be compared");
    }
    List<RunFiles> runs = new ArrayList<>();
    for (String folder : folders) {
      runs.add(RunFiles.open(folder));
    }
    Page page = runs.size() == 1 ? Reports.page(runs.getFirst()) : Comparison.page(runs);
    Path written = WholeFile.open("--out", place()).write(page.html());
    PrintWriter text = command().commandLine().getOut();
    text.println("Written: " + written);
    text.flush();
    return 0;
  }

  private String place() {
    if (out != null) {
      return out;
    }
    return folders.size() == 1
        ? Path.of(folders.getFirst()).resolve(Reports.NAME).toString()
        : "skiplane-comparison.html";
  }

  private CommandSpec command() {
    if (spec == null) {
      throw new IllegalStateException("the command runs outside picocli");
    }
    return spec;
  }
}
