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
 * @param results of each that did it
 */
record PeerFigures(
    PeerWork work, Precision precision, int cores, double limit, Map<PeerName, Measured> results) {

  /** The works of one precision on one core, or else on all, in their order. */
  static List<PeerFigures> of(Results results, Precision precision, boolean alone, Caches caches) {
    List<PeerFigures> figures = new ArrayList<>();
    for (PeerWork work : PeerWork.values()) {
      Map<PeerName, Measured> did = new EnumMap<>(PeerName.class);
      int cores = 1;
      for (Measured measured : results.all()) {
        if (measured.benchmark().equals("PeerBenchmark")
            && measured.parameter("work").equals(work.name())
            && measured.parameter("precision").equals(precision.name())
            && measured.parameter("cores").equals("1") == alone) {
          did.put(PeerName.valueOf(measured.parameter("peer")), measured);
          cores = Integer.parseInt(measured.parameter("cores"));
        }
      }
      if (!did.isEmpty()) {
        Cost cost = work.cost(precision);
        double limit =
            cost.limit(results.limits(), precision, work.level(precision, caches), cores);
        figures.add(new PeerFigures(work, precision, cores, limit, did));
      }
    }
    return figures;
  }

  /**
   * Nanoseconds of a step by a peer, the median: a library's first calls, or a pause of the
   * collector, are not what is compared. NaN if it did not do the work.
   */
  double ns(PeerName peer) {
    Measured result = results.get(peer);
    return result == null ? Double.NaN : result.median();
  }

  /** How far Skiplane's mean may be off, as tables print it. */
  String error() {
    Measured result = results.get(PeerName.SKIPLANE);
    return result == null
        ? Figures.error(Double.NaN, 1)
        : Figures.error(result.error(), result.score());
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
