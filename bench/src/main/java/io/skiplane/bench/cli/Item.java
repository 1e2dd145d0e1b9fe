package io.skiplane.bench.cli;

import io.skiplane.bench.FmaLimit;
import io.skiplane.bench.LoadLimit;
import io.skiplane.bench.PeerBenchmark;
import io.skiplane.bench.StepBenchmark;
import io.skiplane.bench.SweepBenchmark;
import io.skiplane.bench.WordLimit;
import io.skiplane.bench.peers.PeerName;
import io.skiplane.bench.rows.Caches;
import io.skiplane.bench.rows.Level;
import io.skiplane.bench.rows.PeerWork;
import io.skiplane.bench.rows.Row;
import io.skiplane.bench.rows.SweepShape;
import io.skiplane.memory.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * One benchmark with one value of each parameter: what one fork runs.
 *
 * @param text as the progress shows it
 * @param benchmark the class
 * @param parameters of JMH, by name
 * @param operations a call's, or 0 for what the class says
 * @param threads that run it at once, each for itself
 * @param scalar whether the scalar twin is timed, which warms up at once
 */
record Item(
    String text,
    Class<?> benchmark,
    Map<String, String> parameters,
    int operations,
    int threads,
    boolean scalar) {

  private static final List<Precision> PRECISIONS = List.of(Precision.values());

  /** Whether it times what somebody else has made. */
  boolean foreign() {
    String peer = parameters.get("peer");
    return peer != null && !PeerName.valueOf(peer).isSkiplane();
  }

  /**
   * The limits of the machine, which every run measures; normals alone are the last of them.
   *
   * @param cores that the run's largest steps are shared by, which share the memory's bandwidth
   */
  static List<Item> limits(Caches caches, int cores) {
    List<Item> items = new ArrayList<>();
    for (Precision precision : Precision.values()) {
      Map<String, String> parameters = Map.of("precision", precision.name());
      items.add(new Item("limit: FMA " + precision, FmaLimit.class, parameters, 0, 1, false));
    }
    for (Level level : Level.values()) {
      Map<String, String> parameters = Map.of("level", level.name());
      int lines = caches.loadLines(level);
      items.add(
          new Item("limit: loads from " + level, LoadLimit.class, parameters, lines, 1, false));
    }
    if (cores > 1) {
      items.add(
          new Item(
              "limit: loads from " + Level.DRAM.by(cores),
              LoadLimit.class,
              Map.of("level", Level.DRAM.name()),
              caches.loadLines(Level.DRAM),
              cores,
              false));
    }
    items.add(new Item("limit: random words", WordLimit.class, Map.of(), 0, 1, false));
    for (Precision precision : Precision.values()) {
      items.add(of(Row.NORMALS, precision, "vector"));
    }
    return items;
  }

  /**
   * The rows whose id is wanted and which the cores suffice for: all of the vector kernel's, and
   * then those of its scalar twin, of which nothing is claimed.
   */
  static List<Item> rows(Predicate<String> wanted, int cores) {
    List<Item> items = new ArrayList<>();
    List<Item> twins = new ArrayList<>();
    for (Row row : Row.values()) {
      for (Precision precision : Precision.values()) {
        if (wanted.test(row.id(precision)) && row.kind().threads() <= cores) {
          // Every run has these among its limits.
          if (row != Row.NORMALS) {
            items.add(of(row, precision, "vector"));
          }
          twins.add(of(row, precision, "scalar"));
        }
      }
    }
    items.addAll(twins);
    return items;
  }

  /**
   * Skiplane and its peers at the works that are wanted, the peers of a work one after the other;
   * in a quick run single inputs in float on one core.
   */
  static List<Item> peers(Predicate<String> wanted, int cores, boolean quick) {
    List<Item> items = new ArrayList<>();
    for (int threads : cores > 1 && !quick ? new int[] {1, cores} : new int[] {1}) {
      for (PeerWork work : PeerWork.values()) {
        for (Precision precision : quick ? List.of(Precision.FLOAT) : PRECISIONS) {
          for (PeerName peer : PeerName.values()) {
            if (peer.does(work, threads)
                && (work.batch() == 1 || !quick)
                && wanted.test(id(peer, work, precision))) {
              items.add(of(peer, work, precision, threads));
            }
          }
        }
      }
    }
    return items;
  }

  private static Item of(PeerName peer, PeerWork work, Precision precision, int threads) {
    return new Item(
        peer.text() + ": " + work.text() + " " + precision + (threads > 1 ? ", all cores" : ""),
        PeerBenchmark.class,
        Map.of(
            "peer", peer.name(),
            "work", work.name(),
            "precision", precision.name(),
            "cores", String.valueOf(threads)),
        work.operationsACall(),
        1,
        false);
  }

  private static String id(PeerName peer, PeerWork work, Precision precision) {
    return work.id(precision) + "-" + peer.name().replace('_', '-').toLowerCase(Locale.ROOT);
  }

  /** The shapes of the sweep that are wanted and fit {@code bytes}. */
  static List<Item> sweep(long bytes, int step, Predicate<String> wanted) {
    List<Item> items = new ArrayList<>();
    for (SweepShape shape : SweepShape.within(bytes, step)) {
      if (wanted.test(shape.id())) {
        items.add(
            new Item(
                shape.id(),
                SweepBenchmark.class,
                Map.of(
                    "k", String.valueOf(shape.k()),
                    "p", String.valueOf(shape.p()),
                    "precision", shape.precision().name(),
                    "kernel", "vector"),
                shape.stepsACall(),
                1,
                false));
      }
    }
    return items;
  }

  /** The ids of all works of all peers. */
  static List<String> peerIds() {
    List<String> ids = new ArrayList<>();
    for (PeerWork work : PeerWork.values()) {
      for (Precision precision : Precision.values()) {
        for (PeerName peer : PeerName.values()) {
          if (peer.does(work, 1)) {
            ids.add(id(peer, work, precision));
          }
        }
      }
    }
    return ids;
  }

  /** The ids of all rows. */
  static List<String> ids() {
    List<String> ids = new ArrayList<>();
    for (Row row : Row.values()) {
      for (Precision precision : Precision.values()) {
        ids.add(row.id(precision));
      }
    }
    return ids;
  }

  private static Item of(Row row, Precision precision, String kernel) {
    return new Item(
        row.text() + " " + precision + " " + kernel,
        StepBenchmark.class,
        Map.of("row", row.name(), "precision", precision.name(), "kernel", kernel),
        row.operationsACall(),
        1,
        kernel.equals("scalar"));
  }
}
