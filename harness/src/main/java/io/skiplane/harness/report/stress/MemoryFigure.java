package io.skiplane.harness.report.stress;

import io.skiplane.harness.page.Chart;
import io.skiplane.harness.page.ChartKind;
import io.skiplane.harness.page.Data;
import io.skiplane.harness.page.Facts;
import io.skiplane.harness.page.Figure;
import io.skiplane.harness.page.Numbers;
import io.skiplane.harness.page.Part;
import io.skiplane.harness.page.Prose;
import io.skiplane.harness.report.run.RunDocument;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Main memory of the process over time. */
final class MemoryFigure {
  private static final double MEBIBYTE = 1 << 20;

  private MemoryFigure() {}

  static Part of(RunDocument document, Turns turns) {
    RunDocument memory = document.object("memory");
    List<Turns.Turn> all = new ArrayList<>();
    turns.gradients().forEach(gradient -> all.addAll(turns.of(gradient)));
    all.sort(Comparator.comparingDouble(Turns.Turn::seconds));
    all.removeIf(turn -> turn.resident() <= 0);
    long offHeap = memory.whole("offHeapBytes");
    if (all.isEmpty()) {
      return new Prose(
          "Off the heap: "
              + Numbers.bytes(offHeap)
              + ". This system does not tell the memory of a process.");
    }
    Data data = new Data("seconds", "residentMebibytes");
    all.forEach(turn -> data.row(turn.seconds(), turn.resident() / MEBIBYTE));
    Map<String, Object> series =
        Map.of(
            "name", "in main memory", "hue", 1, "column", "residentMebibytes", "where", Map.of());
    return new Figure(
        "memory",
        "What the process holds in main memory, in MiB, after each turn. It allocates nothing in"
            + " its loops, so the curve is flat once the JVM has compiled them. Dashed: what was"
            + " set aside off the heap.",
        Facts.of(
            "off the heap",
            Numbers.bytes(offHeap),
            "after the first turns",
            Numbers.bytes(memory.whole("residentEarlyBytes")),
            "at the end",
            Numbers.bytes(memory.whole("residentLastBytes")),
            "at most",
            Numbers.bytes(memory.whole("residentLargestBytes"))),
        data,
        List.of(
            new Chart(
                "memory",
                "",
                "Main memory of the process over time",
                ChartKind.LINES,
                Map.of(
                    "x",
                    Map.of("column", "seconds", "label", "seconds", "log", false, "from", 0),
                    "y",
                    Map.of("log", false, "from", 0, "label", "MiB"),
                    "series",
                    List.of(series),
                    "marks",
                    List.of(
                        Map.of("axis", "y", "at", offHeap / MEBIBYTE, "text", "off the heap"))))));
  }
}
