package io.skiplane.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of a report. */
public final class Report {
  private Report() {}

  /**
   * Writes {@code bench.md}, {@code bars.svg} and {@code roofline.svg} from the {@code bench.json}
   * and {@code machine.json} of a folder.
   *
   * @return the text of {@code bench.md}
   */
  public static String write(Path folder) throws IOException {
    Results results = Results.read(folder.resolve("bench.json"));
    Machine machine = Machine.read(folder.resolve("machine.json"));
    Files.writeString(folder.resolve("bars.svg"), Bars.of(results, machine));
    Files.writeString(folder.resolve("roofline.svg"), Roofline.of(results, machine));
    String markdown = BenchMarkdown.of(results, machine);
    Files.writeString(folder.resolve("bench.md"), markdown);
    return markdown;
  }
}
