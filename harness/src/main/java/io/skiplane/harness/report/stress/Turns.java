package io.skiplane.harness.report.stress;

import io.skiplane.harness.page.Key;
import io.skiplane.harness.report.run.RunFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The turns of the gradients, thinned so that a drawing can tell them apart. */
final class Turns {
  private static final String TABLE = "throughput.csv";
  private static final int MOST = 1500;

  private final Map<String, Thinned> gradients = new LinkedHashMap<>();

  /**
   * One turn.
   *
   * @param seconds since the start
   * @param stepsPerSecond of all threads
   * @param resident bytes of the process in main memory; 0 where the system does not tell
   */
  record Turn(double seconds, double stepsPerSecond, long resident) {}

  /** Every n-th turn of a gradient. */
  private static final class Thinned {
    private List<Turn> kept = new ArrayList<>();
    private long stride = 1;
    private long read;

    void take(Turn turn) {
      if (read++ % stride == 0) {
        kept.add(turn);
      }
      if (kept.size() > MOST) {
        List<Turn> half = new ArrayList<>();
        for (int i = 0; i < kept.size(); i += 2) {
          half.add(kept.get(i));
        }
        kept = half;
        stride *= 2;
      }
    }
  }

  private Turns() {}

  static Turns read(RunFiles run) throws IOException {
    Turns turns = new Turns();
    run.table(
        TABLE,
        row ->
            turns
                .gradients
                .computeIfAbsent(row.text("gradient"), name -> new Thinned())
                .take(
                    new Turn(
                        row.number("seconds"),
                        row.number("stepsPerSecond"),
                        row.whole("residentBytes"))));
    return turns;
  }

  List<String> gradients() {
    return List.copyOf(gradients.keySet());
  }

  List<Turn> of(String gradient) {
    Thinned thinned = gradients.get(gradient);
    return thinned == null ? List.of() : thinned.kept;
  }

  /** The middle of a gradient's throughputs. */
  double median(String gradient) {
    double[] rates = of(gradient).stream().mapToDouble(Turn::stepsPerSecond).sorted().toArray();
    return rates.length == 0 ? Double.NaN : rates[rates.length / 2];
  }

  /** The key of figures with a line for each gradient. */
  List<Key> key() {
    List<Key> key = new ArrayList<>();
    for (String gradient : gradients()) {
      key.add(new Key(gradient, Key.hue(key.size())));
    }
    return key;
  }

  /** A line for each gradient. */
  List<Object> series(String column) {
    List<Object> series = new ArrayList<>();
    for (Key key : key()) {
      series.add(line(key, column));
    }
    return series;
  }

  static Map<String, Object> line(Key key, String column) {
    return Map.of(
        "name",
        key.name(),
        "hue",
        key.hue(),
        "column",
        column,
        "where",
        Map.of("gradient", key.name()));
  }
}
