package io.skiplane.bench.report;

import io.skiplane.bench.peers.PeerName;
import io.skiplane.bench.rows.Caches;
import io.skiplane.bench.rows.Cost;
import io.skiplane.bench.rows.PeerWork;
import io.skiplane.memory.Precision;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One work by Skiplane and its peers.
 *
 * @param work what was done
 * @param precision format
 * @param cores that it was done on
 * @param limit least nanoseconds by the limits of the machine
 * @param times nanoseconds by each that did it, medians: a library's first calls, or a pause of the
 *     collector, are not what is compared
 */
record PeerFigures(
    PeerWork work, Precision precision, int cores, double limit, Map<PeerName, Double> times) {

  /** The works of one precision on one core, or else on all, in their order. */
  static List<PeerFigures> of(Results results, Precision precision, boolean alone, Caches caches) {
    List<PeerFigures> figures = new ArrayList<>();
    for (PeerWork work : PeerWork.values()) {
      Map<PeerName, Double> times = new EnumMap<>(PeerName.class);
      int cores = 1;
      for (Measured measured : results.all()) {
        if (measured.benchmark().equals("PeerBenchmark")
            && measured.parameter("work").equals(work.name())
            && measured.parameter("precision").equals(precision.name())
            && measured.parameter("cores").equals("1") == alone) {
          times.put(PeerName.valueOf(measured.parameter("peer")), measured.median());
          cores = Integer.parseInt(measured.parameter("cores"));
        }
      }
      if (!times.isEmpty()) {
        Cost cost = work.cost(precision);
        double limit =
            cost.limit(results.limits(), precision, work.level(precision, caches), cores);
        figures.add(new PeerFigures(work, precision, cores, limit, times));
      }
    }
    return figures;
  }

  /** Nanoseconds of a step by a peer; NaN if it did not do the work. */
  double ns(PeerName peer) {
    return times.getOrDefault(peer, Double.NaN);
  }

  /** A peer's time over Skiplane's. */
  double ratio(PeerName peer) {
    return ns(peer) / ns(PeerName.SKIPLANE);
  }

  /** The limit as a share of Skiplane's time. */
  double share() {
    return limit / ns(PeerName.SKIPLANE);
  }
}
