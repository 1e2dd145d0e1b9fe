package io.skiplane.harness.sweep;

import io.skiplane.harness.engine.Outcomes;
import io.skiplane.harness.engine.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What a sweep shows, in sentences. */
final class Findings {
  private Findings() {}

  static List<String> of(SweepSpec spec, List<SweepCell> cells) {
    List<String> findings = new ArrayList<>();
    findings.add(all(cells));
    BuiltIn.of(spec.name())
        .ifPresent(
            sweep ->
                findings.addAll(
                    switch (sweep) {
                      case PHASE -> phase(cells);
                      case WARMUP -> warmUp(cells);
                      case BATCH -> batch(cells);
                      case NOISE -> noise(cells);
                    }));
    return findings;
  }

  private static String all(List<SweepCell> cells) {
    long diverged = cells.stream().mapToLong(cell -> cell.outcomes().diverged()).sum();
    return "Of all students "
        + share(cells, Outcomes::success)
        + " reached the global optimum, "
        + share(cells, Outcomes::trapped)
        + " were trapped at the spurious one, "
        + share(cells, Outcomes::undecided)
        + " were undecided at the limit of steps"
        + (diverged == 0 ? "." : ", " + share(cells, Outcomes::diverged) + " diverged.");
  }

  /** The theorem speaks of every start with ‖w*‖ below √2, that is an angle below π/2. */
  private static List<String> phase(List<SweepCell> cells) {
    List<String> findings = new ArrayList<>();
    Predicate<SweepCell> inside = cell -> cell.problem().shortcutDistance() < Math.sqrt(2);
    findings.addAll(
        part(
            cells,
            inside,
            "Within the theory's bound, ‖w*‖ < √2 or an angle below π/2, ",
            " succeeded"));
    findings.addAll(part(cells, inside.negate(), "Beyond it, ", " did"));
    Predicate<SweepCell> minimum = cell -> cell.problem().hasSpuriousMinimum();
    findings.addAll(
        part(
            cells,
            inside.negate().and(minimum.negate()),
            "Beyond it, but where the spurious optimum is no local minimum, S*² > N(k+π−1)/π, ",
            " did"));
    return findings;
  }

  private static List<String> part(
      List<SweepCell> cells, Predicate<SweepCell> which, String head, String tail) {
    List<SweepCell> some = cells.stream().filter(which).toList();
    return some.isEmpty()
        ? List.of()
        : List.of(
            head
                + share(some, Outcomes::success)
                + " of "
                + String.format(Locale.ROOT, "%,d", students(some))
                + " students"
                + tail
                + ".");
  }

  private static List<String> warmUp(List<SweepCell> cells) {
    Map<Long, Optional<Long>> shortest = new TreeMap<>();
    for (SweepCell cell : cells) {
      shortest.putIfAbsent(cell.problem().k(), Optional.empty());
    }
    shortest.replaceAll((k, none) -> shortestWarmUp(cells, k));
    return List.of(
        "Warm-up from which on every student succeeds: "
            + shortest.entrySet().stream()
                .map(
                    entry ->
                        "k = "
                            + entry.getKey()
                            + ": "
                            + entry.getValue().map(steps -> steps + " steps").orElse("none"))
                .collect(Collectors.joining(", "))
            + ".");
  }

  /** The shortest such that no longer one of the sweep fails. */
  private static Optional<Long> shortestWarmUp(List<SweepCell> cells, long k) {
    Optional<Long> failing =
        cells.stream()
            .filter(cell -> cell.problem().k() == k && !allSucceed(cell))
            .map(cell -> cell.problem().warmUp())
            .max(Comparator.naturalOrder());
    return cells.stream()
        .filter(cell -> cell.problem().k() == k)
        .map(cell -> cell.problem().warmUp())
        .filter(steps -> failing.isEmpty() || steps > failing.get())
        .min(Comparator.naturalOrder());
  }

  private static List<String> batch(List<SweepCell> cells) {
    Map<Integer, Optional<SweepCell>> largest =
        cells.stream()
            .filter(Findings::allSucceed)
            .collect(
                Collectors.groupingBy(
                    cell -> cell.problem().batch(),
                    TreeMap::new,
                    Collectors.maxBy(Comparator.comparingDouble(cell -> cell.problem().etaA()))));
    return List.of(
        largest.isEmpty()
            ? "There is no cell in which every student succeeds."
            : "Largest step size with which every student succeeds: "
                + largest.values().stream()
                    .flatMap(Optional::stream)
                    .map(SweepCell::problem)
                    .map(problem -> "batch " + problem.batch() + ": " + step(problem))
                    .collect(Collectors.joining(", "))
                + ".");
  }

  private static String step(Problem problem) {
    return String.format(Locale.ROOT, "%.4g/k²", problem.etaA() * problem.k() * problem.k());
  }

  private static List<String> noise(List<SweepCell> cells) {
    List<SweepCell> without =
        cells.stream().filter(cell -> cell.problem().noise().radiusW() == 0).toList();
    Map<Double, List<SweepCell>> byRadius =
        cells.stream()
            .filter(cell -> cell.problem().noise().radiusW() > 0)
            .collect(
                Collectors.groupingBy(
                    cell -> cell.problem().noise().radiusW(), TreeMap::new, Collectors.toList()));
    if (without.isEmpty() || byRadius.isEmpty()) {
      return List.of();
    }
    Map.Entry<Double, List<SweepCell>> best =
        byRadius.entrySet().stream()
            .max(Comparator.comparingDouble(entry -> rate(entry.getValue())))
            .orElseThrow();
    return List.of(
        "Without noise on v "
            + share(without, Outcomes::success)
            + " succeed, with a radius of "
            + best.getKey()
            + " "
            + share(best.getValue(), Outcomes::success)
            + ".");
  }

  private static boolean allSucceed(SweepCell cell) {
    return cell.outcomes().success() == cell.outcomes().students();
  }

  private static long students(List<SweepCell> cells) {
    return cells.stream().mapToLong(cell -> cell.outcomes().students()).sum();
  }

  private static double rate(List<SweepCell> cells) {
    return (double) cells.stream().mapToLong(cell -> cell.outcomes().success()).sum()
        / students(cells);
  }

  /** A count of outcomes. */
  private interface Count {
    long of(Outcomes outcomes);
  }

  /** A share that is 0 or 100 % only if it is so exactly. */
  private static String share(List<SweepCell> cells, Count count) {
    long hits = cells.stream().mapToLong(cell -> count.of(cell.outcomes())).sum();
    long all = students(cells);
    if (hits == 0) {
      return "none";
    }
    if (hits == all) {
      return "every one";
    }
    double percent = 100.0 * hits / all;
    return percent < 0.05
        ? "< 0.1 %"
        : percent > 99.95 ? "> 99.9 %" : String.format(Locale.ROOT, "%.1f %%", percent);
  }
}
