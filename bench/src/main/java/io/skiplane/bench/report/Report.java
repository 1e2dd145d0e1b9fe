package io.skiplane.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of a report. */
public final class Report {
  /** JMH's results of the rows. */
  public static final String BENCH_JSON = "bench.json";

  /** JMH's results of the sweep. */
  public static final String SWEEP_JSON = "sweep.json";

  private static final String MACHINE_JSON = "machine.json";

  private Report() {}

  /**
   * Writes {@code bench.md}, {@code bars.svg} and {@code roofline.svg} from the {@code bench.json}
   * and {@code machine.json} of a folder.
   *
   * @return the text of {@code bench.md}
   */
  public static String write(Path folder) throws IOException {
    Results results = Results.read(folder.resolve(BENCH_JSON));
    Machine machine = Machine.read(folder.resolve(MACHINE_JSON));
    Files.writeString(folder.resolve("bars.svg"), Bars.of(results, machine));
    Files.writeString(folder.resolve("roofline.svg"), Roofline.of(results, machine));
    String markdown = BenchMarkdown.of(results, machine);
    Files.writeString(folder.resolve("bench.md"), markdown);
    return markdown;
  }

  /**
   * Writes {@code sweep.md} and {@code sweep.svg} from the {@code sweep.json} and {@code
   * machine.json} of a folder.
   *
   * @return the text of {@code sweep.md}
   */
  public static String writeSweep(Path folder) throws IOException {
    Results results = Results.read(folder.resolve(SWEEP_JSON));
    Machine machine = Machine.read(folder.resolve(MACHINE_JSON));
    Files.writeString(folder.resolve("sweep.svg"), SweepPicture.of(results, machine));
    String markdown = SweepMarkdown.of(results, machine);
    Files.writeString(folder.resolve("sweep.md"), markdown);
    return markdown;
  }
}
