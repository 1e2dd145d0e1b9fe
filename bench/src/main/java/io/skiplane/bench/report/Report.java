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

  /** JMH's results of the peers. */
  public static final String PEERS_JSON = "peers.json";

  /** What the rows ran on. */
  public static final String MACHINE_JSON = "machine.json";

  /** What the sweep ran on. */
  public static final String SWEEP_MACHINE_JSON = "sweep-machine.json";

  /** What the peers ran on. */
  public static final String PEERS_MACHINE_JSON = "peers-machine.json";

  private Report() {}

  /**
   * Writes {@code bench.md} and its pictures from what is in a folder: the rows, the peers, or
   * both.
   *
   * @return the text of {@code bench.md}
   * @throws IllegalArgumentException if the folder holds neither
   */
  public static String write(Path folder) throws IOException {
    if (!Files.exists(folder.resolve(BENCH_JSON)) && !Files.exists(folder.resolve(PEERS_JSON))) {
      throw new IllegalArgumentException(
          folder
              + " holds no results, neither "
              + BENCH_JSON
              + " nor "
              + PEERS_JSON
              + ": bench/run --out "
              + folder
              + " measures them");
    }
    String rows = Files.exists(folder.resolve(BENCH_JSON)) ? rows(folder) : "";
    String peers = Files.exists(folder.resolve(PEERS_JSON)) ? peers(folder) : "";
    String markdown = rows + (rows.isEmpty() || peers.isEmpty() ? "" : "\n") + peers;
    Files.writeString(folder.resolve("bench.md"), markdown);
    return markdown;
  }

  private static String peers(Path folder) throws IOException {
    Results results = Results.read(folder.resolve(PEERS_JSON));
    Machine machine = Machine.read(folder.resolve(PEERS_MACHINE_JSON));
    Files.writeString(folder.resolve("peers.svg"), PeerBars.of(results, machine));
    return PeersMarkdown.of(results, machine);
  }

  private static String rows(Path folder) throws IOException {
    Results results = Results.read(folder.resolve(BENCH_JSON));
    Machine machine = Machine.read(folder.resolve(MACHINE_JSON));
    Files.writeString(folder.resolve("bars.svg"), Bars.of(results, machine));
    Files.writeString(folder.resolve("roofline.svg"), Roofline.of(results, machine));
    return BenchMarkdown.of(results, machine);
  }

  /**
   * Writes {@code sweep.md} and {@code sweep.svg} from the {@code sweep.json} and {@code
   * sweep-machine.json} of a folder.
   *
   * @return the text of {@code sweep.md}
   * @throws IllegalArgumentException if the folder holds none
   */
  public static String writeSweep(Path folder) throws IOException {
    if (!Files.exists(folder.resolve(SWEEP_JSON))) {
      throw new IllegalArgumentException(
          folder
              + " holds no sweep, no "
              + SWEEP_JSON
              + ": bench/run --sweep --out "
              + folder
              + " measures it");
    }
    Results results = Results.read(folder.resolve(SWEEP_JSON));
    Machine machine = Machine.read(folder.resolve(SWEEP_MACHINE_JSON));
    Files.writeString(folder.resolve("sweep.svg"), SweepPicture.of(results, machine));
    String markdown = SweepMarkdown.of(results, machine);
    Files.writeString(folder.resolve("sweep.md"), markdown);
    return markdown;
  }
}
