package io.skiplane.harness.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.skiplane.descent.Point;
import io.skiplane.harness.json.JsonText;
import io.skiplane.harness.study.Cell;
import io.skiplane.harness.study.Path;
import io.skiplane.harness.study.ReproduceRun;
import io.skiplane.harness.study.Wilson;
import java.io.IOException;

/** What the figures draw, as JSON that may stand inside a {@code <script>}. */
final class ChartData {
  private ChartData() {}

  /** Every number in full; no character that could end the script or break a line of it. */
  static String json(ReproduceRun run) {
    // Outside strings, JSON has none of these.
    return JsonText.compact(to -> write(run, to))
        .replace("&", "\\u0026")
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  private static void write(ReproduceRun run, JsonGenerator to) throws IOException {
    JsonText.number(to, "tolerance", run.tolerance());
    to.writeArrayFieldStart("cells");
    for (Cell cell : run.cells()) {
      write(cell, to);
    }
    to.writeEndArray();
    to.writeArrayFieldStart("paths");
    for (Path path : run.paths()) {
      write(path, to);
    }
    to.writeEndArray();
  }

  private static void write(Cell cell, JsonGenerator to) throws IOException {
    to.writeStartObject();
    to.writeNumberField("k", cell.k());
    to.writeNumberField("p", cell.p());
    to.writeStringField("variant", cell.variant().id());
    to.writeStringField("title", cell.variant().title());
    to.writeNumberField("students", cell.students());
    to.writeNumberField("stepsMedian", cell.stepsMedian());
    rate("success", cell.success(), cell.students(), to);
    rate("trapped", cell.trapped(), cell.students(), to);
    rate("undecided", cell.undecided(), cell.students(), to);
    to.writeEndObject();
  }

  private static void rate(String name, long hits, long trials, JsonGenerator to)
      throws IOException {
    to.writeObjectFieldStart(name);
    to.writeNumberField("count", hits);
    if (trials > 0) {
      Wilson interval = Wilson.of(hits, trials);
      JsonText.number(to, "rate", (double) hits / trials);
      JsonText.number(to, "low", interval.low());
      JsonText.number(to, "high", interval.high());
    }
    to.writeEndObject();
  }

  private static void write(Path path, JsonGenerator to) throws IOException {
    StationaryEnds ends = StationaryEnds.of(path);
    to.writeStartObject();
    to.writeStringField("name", path.name());
    to.writeStringField("variant", path.variant().id());
    to.writeNumberField("k", path.k());
    to.writeNumberField("student", path.student());
    to.writeNumberField("warmUpEnd", warmUpEnd(path));
    if (Double.isFinite(ends.optimum()) && Double.isFinite(ends.spurious())) {
      to.writeNumberField("optimum", ends.optimum());
      to.writeNumberField("spurious", ends.spurious());
    }
    to.writeArrayFieldStart("points");
    for (Point point : path.points()) {
      write(point, to);
    }
    to.writeEndArray();
    to.writeEndObject();
  }

  /** The step at which the warm-up ends; 0 without one. */
  static long warmUpEnd(Path path) {
    var sizes = path.variant().stepSizes(path.k());
    return sizes.phases().size() > 1 ? sizes.endOf(0) : 0;
  }

  private static void write(Point point, JsonGenerator to) throws IOException {
    to.writeStartArray();
    to.writeNumber(point.step());
    to.writeNumber(point.loss());
    to.writeNumber(point.phi());
    to.writeNumber(point.alignment());
    to.writeNumber(point.squaredDistanceA());
    to.writeNumber(point.squaredDistanceV());
    to.writeEndArray();
  }
}
