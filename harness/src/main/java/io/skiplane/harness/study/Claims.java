package io.skiplane.harness.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The paper's claims, checked on cells.
 *
 * <p>Its theorem on the ResNet start speaks of every start, so one student that fails refutes it; a
 * student still undecided at the limit of steps counts as failed. The claim on the plain CNN speaks
 * of a probability: it is borne out where the whole 95 % Wilson interval lies between 1/4 and 3/4.
 */
final class Claims {
  private static final double LEAST = 0.25;
  private static final double MOST = 0.75;

  private Claims() {}

  static List<Claim> check(List<Cell> cells) {
    List<Claim> claims = new ArrayList<>();
    claims.add(reachesOptimum(of(cells, Variant.RESNET_WARMUP_THEORY)));
    claims.add(
        shortWarmUp(of(cells, Variant.RESNET_WARMUP_THEORY), of(cells, Variant.RESNET_WARMUP)));
    claims.add(trappedWithout(of(cells, Variant.RESNET_CONSTANT)));
    claims.add(cnnTrapped(of(cells, Variant.CNN_CONSTANT)));
    return claims;
  }

  private static Claim reachesOptimum(List<Cell> cells) {
    List<Cell> failing = cells.stream().filter(cell -> !allSucceed(cell)).toList();
    String finding =
        failing.isEmpty()
            ? "every one of " + total(cells) + " students did: " + atLeast(cells)
            : "did not: " + failures(failing);
    return new Claim(
        "A ResNet start with warm-up (k² steps, as the theory asks) reaches the global optimum.",
        failing.isEmpty(),
        finding);
  }

  private static Claim shortWarmUp(List<Cell> theory, List<Cell> shorter) {
    List<Cell> spokenOf = new ArrayList<>();
    for (int i = 0; i < theory.size(); i++) {
      if (allSucceed(theory.get(i))) {
        spokenOf.add(shorter.get(i));
      }
    }
    List<Cell> failing = spokenOf.stream().filter(cell -> !allSucceed(cell)).toList();
    String finding;
    if (spokenOf.isEmpty()) {
      finding = "there is no k at which k² steps do for every student";
    } else if (failing.isEmpty()) {
      finding = "every one of " + total(spokenOf) + " students succeeded: " + atLeast(spokenOf);
    } else {
      finding = "1000 steps are too short at k = " + ks(failing) + "; failed: " + failures(failing);
    }
    return new Claim(
        "A warm-up of 1000 steps is enough where one of k² steps is.",
        !spokenOf.isEmpty() && failing.isEmpty(),
        finding);
  }

  private static Claim trappedWithout(List<Cell> cells) {
    List<Cell> open =
        cells.stream().filter(cell -> cell.trapped() == 0 && cell.undecided() > 0).toList();
    List<Cell> free =
        cells.stream().filter(cell -> cell.trapped() == 0 && cell.undecided() == 0).toList();
    List<Cell> trapped = cells.stream().filter(cell -> cell.trapped() > 0).toList();
    List<String> parts = new ArrayList<>();
    if (!free.isEmpty()) {
      parts.add("no student was trapped at k = " + ks(free));
    }
    if (!open.isEmpty()) {
      parts.add(
          "cannot be told yet: " + list(open, cell -> cell.undecided() + " students undecided"));
    }
    if (!trapped.isEmpty()) {
      parts.add("trapped: " + list(trapped, cell -> share(cell.trapped(), cell)));
    }
    return new Claim(
        "Without warm-up a ResNet start can be trapped.",
        free.isEmpty() && open.isEmpty(),
        String.join("; ", parts));
  }

  private static Claim cnnTrapped(List<Cell> cells) {
    List<Cell> outside = cells.stream().filter(cell -> apart(trapped(cell))).toList();
    List<Cell> unclear =
        cells.stream().filter(cell -> !inside(trapped(cell)) && !apart(trapped(cell))).toList();
    String finding;
    if (outside.isEmpty() && unclear.isEmpty()) {
      double low = cells.stream().mapToDouble(cell -> trapped(cell).low()).min().orElse(0);
      double high = cells.stream().mapToDouble(cell -> trapped(cell).high()).max().orElse(1);
      finding =
          String.format(
              Locale.ROOT,
              "the 95 %% intervals lie between %.1f and %.1f %%",
              100 * low,
              100 * high);
    } else {
      List<String> parts = new ArrayList<>();
      if (!outside.isEmpty()) {
        parts.add("the probability lies outside at " + rates(outside));
      }
      if (!unclear.isEmpty()) {
        parts.add("too few students to tell at " + rates(unclear));
      }
      finding = String.join("; ", parts);
    }
    return new Claim(
        "A plain CNN start is trapped with a probability between 1/4 and 3/4.",
        outside.isEmpty() && unclear.isEmpty(),
        finding);
  }

  private static List<Cell> of(List<Cell> cells, Variant variant) {
    return cells.stream().filter(cell -> cell.variant() == variant).toList();
  }

  private static boolean allSucceed(Cell cell) {
    return cell.success() == cell.students();
  }

  /** The interval for any end of the undecided: none of them trapped, to all of them. */
  private static Wilson trapped(Cell cell) {
    return new Wilson(
        Wilson.of(cell.trapped(), cell.students()).low(),
        Wilson.of(cell.trapped() + cell.undecided(), cell.students()).high());
  }

  private static boolean inside(Wilson interval) {
    return interval.low() >= LEAST && interval.high() <= MOST;
  }

  private static boolean apart(Wilson interval) {
    return interval.high() < LEAST || interval.low() > MOST;
  }

  private static long total(List<Cell> cells) {
    return cells.stream().mapToLong(Cell::students).sum();
  }

  /** What zero failures say about the rate of success, at each k by itself. */
  private static String atLeast(List<Cell> cells) {
    double low =
        cells.stream()
            .mapToDouble(cell -> Wilson.of(cell.success(), cell.students()).low())
            .min()
            .orElse(0);
    return String.format(Locale.ROOT, "the rate at each k is at least %.2f %% (95 %%)", 100 * low);
  }

  private static String ks(List<Cell> cells) {
    return cells.stream().map(cell -> Long.toString(cell.k())).collect(Collectors.joining(", "));
  }

  private static String failures(List<Cell> cells) {
    return list(
        cells,
        cell ->
            share(cell.students() - cell.success(), cell)
                + (cell.undecided() == 0
                    ? ""
                    : " (" + cell.undecided() + " undecided at the limit of steps)"));
  }

  private static String list(List<Cell> cells, Function<Cell, String> part) {
    return cells.stream()
        .map(cell -> part.apply(cell) + " at k = " + cell.k())
        .collect(Collectors.joining(", "));
  }

  /** A percentage, but a count where that would hide how few they are. */
  private static String share(long count, Cell cell) {
    return count < cell.students() / 100
        ? count + " of " + cell.students()
        : String.format(Locale.ROOT, "%.1f %%", 100.0 * count / cell.students());
  }

  private static String rates(List<Cell> cells) {
    return cells.stream()
        .map(
            cell ->
                String.format(
                    Locale.ROOT,
                    "k = %d (%.1f %%, 95 %% interval %.1f–%.1f%s)",
                    cell.k(),
                    100.0 * cell.trapped() / cell.students(),
                    100 * trapped(cell).low(),
                    100 * trapped(cell).high(),
                    cell.undecided() == 0 ? "" : ", " + cell.undecided() + " undecided"))
        .collect(Collectors.joining(", "));
  }
}
