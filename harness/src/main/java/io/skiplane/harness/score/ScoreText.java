package io.skiplane.harness.score;

import io.skiplane.harness.cli.Wrapped;
import io.skiplane.lanes.limits.CacheSizes;
import io.skiplane.memory.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** A score for people to read and to paste, at most 80 columns wide. */
final class ScoreText {
  private static final int HEAD = 9;
  private static final int LABEL = 24;
  private static final String NONE = "–";

  private final Score score;
  private final List<String> lines = new ArrayList<>();

  private ScoreText(Score score) {
    this.score = score;
  }

  /** What is known before anything is measured. */
  static List<String> head(Machine machine, int threads) {
    CacheSizes caches = machine.caches();
    List<String> lines = new ArrayList<>();
    lines.add("Skiplane " + machine.version() + " bench, " + machine.time());
    lines.addAll(
        fact(
            "machine",
            machine.cpu()
                + ", "
                + processors(machine.processors())
                + ", caches of "
                + size(caches.l1())
                + ", "
                + size(caches.l2())
                + " and "
                + size(caches.l3())
                + ", "
                + size(machine.memory())
                + " of memory, "
                + machine.system()));
    lines.addAll(fact("JDK", machine.jdk()));
    lines.addAll(fact("flags", String.join(" ", machine.flags())));
    lines.addAll(
        fact(
            "work",
            String.format(
                Locale.ROOT,
                "steps of students with %d patches of %d floats, batch 1; %s",
                Problem.SHAPE.k(),
                Problem.SHAPE.p(),
                threads == 1
                    ? "on 1 thread"
                    : "on 1 thread, then on " + threads + ", each with students of its own")));
    if (machine.busy()) {
      lines.addAll(
          fact(
              "BUSY",
              String.format(
                  Locale.ROOT,
                  "other programs keep this machine busy, %.1f of them on average over the last"
                      + " minute: end them first, or these are not its numbers",
                  machine.load())));
    }
    return lines;
  }

  /** The results. */
  static List<String> of(Score score) {
    ScoreText text = new ScoreText(score);
    text.answers();
    text.lines.add("");
    text.row("Steps a second", score.kernels().stream().map(k -> k.kernel().word()).toList());
    text.rule();
    for (Item item : Item.steps()) {
      text.rows(item.word(), item);
    }
    text.means();
    text.lines.add("");
    if (score.kernels().stream().anyMatch(kernel -> kernel.rate(Item.FMA, 1).isPresent())) {
      text.limits();
    }
    text.notes();
    text.lines.add("");
    text.lines.addAll(Wrapped.lines("", line(score)));
    return text.lines;
  }

  /** The one line to compare by. */
  static String line(Score score) {
    KernelScore chosen = score.chosen();
    String scores =
        score.threadCounts().stream()
            .map(
                threads ->
                    String.format(Locale.ROOT, "%s on %s", points(chosen, threads), text(threads)))
            .collect(Collectors.joining(", "));
    return "Score "
        + (chosen.boxed().isEmpty() ? "" : "NOT VALID, as not all was compiled: ")
        + scores
        + " ("
        + score.machine().cpu()
        + ", "
        + chosen.kernel().word()
        + ", JDK "
        + Runtime.version()
        + ", Skiplane "
        + score.machine().version()
        + ")";
  }

  /** The score in thousands of steps a second, a whole number of four digits or so. */
  private static String points(KernelScore kernel, int threads) {
    return String.format(Locale.ROOT, "%.0f", kernel.score(threads) / 1000);
  }

  private void answers() {
    String digests =
        Item.steps().stream()
            .map(item -> score.chosen().answers().getOrDefault(item, "").substring(0, 8))
            .collect(Collectors.joining(" "));
    lines.addAll(
        fact(
            "answers",
            (score.kernels().size() == 1
                    ? "the scalar kernel's to the last bit, "
                    : "the same to the last bit from all kernels, ")
                + "before and after the JVM compiled them: "
                + digests));
  }

  private void rows(String name, Item item) {
    for (int threads : score.threadCounts()) {
      row(
          label(threads == 1 ? name : "", threads),
          kernel -> kernel.rate(item, threads).map(Rate::perSecond).orElse(Double.NaN),
          item.isStep());
    }
  }

  private void means() {
    for (int threads : score.threadCounts()) {
      row(label(threads == 1 ? "their mean" : "", threads), kernel -> kernel.score(threads), true);
    }
  }

  private void limits() {
    lines.add("Limits: floating-point operations, and bytes loaded, a second");
    rule();
    rows("float FMA", Item.FMA);
    rows("L1", Item.L1);
    rows("L2", Item.L2);
    rows("L3", Item.L3);
    rows("memory", Item.MEMORY);
    lines.add("");
  }

  private void notes() {
    KernelScore chosen = score.chosen();
    double elements = Problem.SHAPE.elements();
    double resident = rate(chosen, Item.RESIDENT) * elements * Precision.FLOAT.bytes();
    double level = rate(chosen, Item.L2);
    note(
        "A resident step reads 256 KiB from L2: "
            + quantity(resident)
            + "B/s on 1 thread"
            + (Double.isNaN(level)
                ? "."
                : String.format(Locale.ROOT, ", %.0f %% of the limit.", 100 * resident / level)));
    note(
        String.format(
            Locale.ROOT,
            "A dense step draws %,.0f normals: %s a second on 1 thread.",
            elements,
            quantity(rate(chosen, Item.DENSE) * elements).strip()));
    note("Reduced steps are counted for each student, one in each lane.");
    note(
        "Each number is the best of "
            + Stopwatch.SLICES
            + "; the mean is geometric, and the score is the mean in thousands.");
    for (KernelScore kernel : score.kernels()) {
      List<String> boxed = kernel.boxed();
      if (!boxed.isEmpty()) {
        note(
            "NOT COMPILED: at "
                + kernel.kernel().word()
                + " vectors of these steps were still objects, so their rates are not the"
                + " kernel's: "
                + String.join(", ", boxed)
                + ". Take more --seconds, or see skiplane doctor.");
      }
    }
  }

  private static double rate(KernelScore kernel, Item item) {
    return kernel.rate(item, 1).map(Rate::perSecond).orElse(Double.NaN);
  }

  private void note(String text) {
    lines.addAll(Wrapped.lines("", text));
  }

  private void rule() {
    lines.add("─".repeat(Wrapped.WIDTH - 1));
  }

  /** A number for each kernel and, for steps, how much faster the last one is than the first. */
  private void row(String label, ToDoubleFunction<KernelScore> number, boolean gain) {
    List<String> cells = new ArrayList<>();
    score.kernels().forEach(kernel -> cells.add(quantity(number.applyAsDouble(kernel))));
    if (gain && score.kernels().size() > 1) {
      double ratio =
          number.applyAsDouble(score.chosen()) / number.applyAsDouble(score.kernels().getFirst());
      cells.add(times(ratio));
    }
    row(label, cells);
  }

  private void row(String label, List<String> cells) {
    StringBuilder line = new StringBuilder(padded(label, LABEL));
    for (int i = 0; i < cells.size(); i++) {
      int width = i == score.kernels().size() ? 7 : 12;
      line.append(" ".repeat(Math.max(1, width - cells.get(i).length()))).append(cells.get(i));
    }
    lines.add(line.toString().stripTrailing());
  }

  private static String label(String name, int threads) {
    return padded(name, 12) + text(threads);
  }

  private static String text(int threads) {
    return threads == 1 ? "1 thread" : threads + " threads";
  }

  private static String processors(int count) {
    return count == 1 ? "1 processor" : count + " processors";
  }

  private static List<String> fact(String name, String text) {
    return Wrapped.lines(padded(name, HEAD), text);
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  /** In KiB, MiB or GiB: {@code 1.25 MiB}. */
  static String size(long bytes) {
    return bytes < 1 << 20
        ? bytes / 1024 + " KiB"
        : bytes < 1 << 30
            ? String.format(Locale.ROOT, "%.2f MiB", bytes / 0x1p20).replaceAll("\\.?0+ ", " ")
            : String.format(Locale.ROOT, "%.1f GiB", bytes / 0x1p30);
  }

  /** How many times faster: two digits, and from ten on a whole number. */
  static String times(double ratio) {
    if (Double.isNaN(ratio)) {
      return NONE;
    }
    return String.format(Locale.ROOT, ratio >= 9.95 ? "×%.0f" : "×%.2g", ratio);
  }

  /** Four digits and a prefix: {@code 36.21 k}. */
  static String quantity(double value) {
    if (Double.isNaN(value)) {
      return NONE + "  ";
    }
    String prefixes = " kMGTP";
    int at = 0;
    double scaled = value;
    while (scaled >= 999.95 && at < prefixes.length() - 1) {
      scaled /= 1000;
      at++;
    }
    String format = scaled >= 100 ? "%.1f %s" : scaled >= 10 ? "%.2f %s" : "%.3f %s";
    return String.format(Locale.ROOT, format, scaled, prefixes.charAt(at));
  }
}
