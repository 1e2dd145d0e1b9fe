package io.skiplane.bench.report;

import io.skiplane.bench.peers.PeerName;
import io.skiplane.bench.rows.PeerWork;
import io.skiplane.memory.Precision;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The report of the peers, a part of {@code bench.md} or all of it. */
final class PeersMarkdown {
  private final Results results;
  private final Machine machine;
  private final List<String> lines = new ArrayList<>();

  private PeersMarkdown(Results results, Machine machine) {
    this.results = results;
    this.machine = machine;
  }

  /** The report. */
  static String of(Results results, Machine machine) {
    PeersMarkdown markdown = new PeersMarkdown(results, machine);
    markdown.write();
    return String.join("\n", markdown.lines) + "\n" + MachineMarkdown.of(results, machine);
  }

  private void write() {
    lines.add("# Skiplane and its peers");
    lines.add("");
    if (machine.quick()) {
      lines.add("**" + Machine.quickRun(results) + "**");
      lines.add("");
    }
    lines.add(
        "The same work by what a user would take instead, answers checked before anything is"
            + " timed, each in JVMs of its own, in the same run. Times are medians of the"
            + " iterations; those of peers are multiples of"
            + " Skiplane's; less than 1 is faster. A resident step reads inputs in memory, a fresh"
            + " one draws its Gaussian inputs by the peer's own generator.");
    lines.add("");
    lines.add("![Times of the peers, Skiplane = 1](peers.svg)");
    for (boolean alone : new boolean[] {true, false}) {
      for (Precision precision : Precision.values()) {
        table(PeerFigures.of(results, precision, alone, machine.caches()), precision, alone);
      }
    }
    notes();
  }

  private void table(List<PeerFigures> figures, Precision precision, boolean alone) {
    List<PeerName> peers = new ArrayList<>();
    for (PeerName peer : PeerName.values()) {
      if (figures.stream().anyMatch(work -> work.results().containsKey(peer))) {
        peers.add(peer);
      }
    }
    if (figures.isEmpty()) {
      return;
    }
    String cores = alone ? "one core" : figures.getFirst().cores() + " cores";
    lines.add("");
    lines.add("## " + precision.name().toLowerCase(Locale.ROOT) + ", " + cores);
    lines.add("");
    StringBuilder head =
        new StringBuilder("| work | Skiplane, ns | ± | limit, ns | of the limit |");
    StringBuilder rule = new StringBuilder("|---|--:|--:|--:|--:|");
    for (PeerName peer : peers) {
      if (peer != PeerName.SKIPLANE) {
        head.append(' ').append(peer.text()).append(" |");
        rule.append("--:|");
      }
    }
    lines.add(head.toString());
    lines.add(rule.toString());
    for (PeerFigures work : figures) {
      StringBuilder line = new StringBuilder("| " + work.work().text());
      line.append(" | ").append(Figures.three(work.ns(PeerName.SKIPLANE)));
      line.append(" | ").append(work.error());
      line.append(" | ").append(Figures.three(work.limit()));
      line.append(" | ").append(Figures.percent(work.share())).append(" |");
      for (PeerName peer : peers) {
        if (peer != PeerName.SKIPLANE) {
          line.append(' ').append(Figures.times(work.ratio(peer))).append(" |");
        }
      }
      lines.add(line.toString());
    }
  }

  private void missing(String why, List<String> items) {
    if (!items.isEmpty()) {
      lines.add("**" + why + ":** " + String.join("; ", items) + ".");
      lines.add("");
    }
  }

  /** What ran as Skiplane, and whether its vectors stayed in registers. */
  private void skiplane() {
    Verdict verdict = Verdict.of(results);
    Set<String> ran = new LinkedHashSet<>();
    List<String> allocating = new ArrayList<>();
    for (Measured result : results.all()) {
      String peer = result.parameter("peer");
      if (!peer.isEmpty() && PeerName.valueOf(peer).isSkiplane()) {
        ran.add(result.kernelClass() + " (" + result.laneBits() + " bits)");
        if (verdict.allocates(result)) {
          allocating.add(
              PeerName.valueOf(peer).text()
                  + ", "
                  + PeerWork.valueOf(result.parameter("work")).text()
                  + " "
                  + result.parameter("precision").toLowerCase(Locale.ROOT)
                  + (result.parameter("cores").equals("1") ? "" : ", all cores")
                  + ": "
                  + Figures.three(result.bytes())
                  + " bytes a step");
        }
      }
    }
    if (ran.isEmpty()) {
      return;
    }
    lines.add(
        "As Skiplane ran "
            + String.join(" and ", ran)
            + (allocating.isEmpty()
                ? "; none of its rows allocates: " + Verdict.NONE
                : ". **Rows of Skiplane that allocate:** " + String.join("; ", allocating) + "."));
    lines.add("");
  }

  private void notes() {
    lines.add("");
    missing("Not run, as the time was over", machine.notRun());
    missing("Failed, in one round at least", machine.failed());
    List<String> versions = new ArrayList<>();
    for (PeerName peer : PeerName.values()) {
      String version = machine.libraries().get(peer.artifact());
      if (version != null) {
        versions.add(peer.text() + " " + version);
      }
    }
    if (!versions.isEmpty()) {
      lines.add("Versions: " + String.join(", ", versions) + ".");
      lines.add("");
    }
    skiplane();
    lines.add(
        "Every peer may lay its inputs out as it likes before the timing, as Skiplane does (packed"
            + " columns for p ≤ 16). Peers on the JVM's heap run with"
            + " -XX:+UseTransparentHugePages, those off it with glibc's huge pages.");
    lines.add("");
    lines.add(
        "What limits a peer is said in its file under `bench/src`. *Projected* is Skiplane's step"
            + " that equals the fresh one in law. EJML and BLAS have no functions of many numbers"
            + " for the study, and draw by Java's generator. *±*: 99 % interval of Skiplane's mean"
            + " over the forks. *Limit*: see Cost.java; for a step on a mini-batch, that of its"
            + " inputs together.");
  }
}
