package io.skiplane.harness.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.skiplane.descent.Point;
import io.skiplane.harness.study.Cell;
import io.skiplane.harness.study.Path;
import io.skiplane.harness.study.ReproduceRun;
import io.skiplane.harness.study.Wilson;

/** What the figures draw, as JSON that may stand inside a {@code <script>}. */
final class ChartData {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private ChartData() {}

  /** Every number in full; no character that could end the script or break a line of it. */
  static String json(ReproduceRun run) {
    ObjectNode data = MAPPER.createObjectNode();
    data.put("tolerance", run.tolerance());
    ArrayNode cells = data.putArray("cells");
    run.cells().forEach(cell -> cells.add(cell(cell)));
    ArrayNode paths = data.putArray("paths");
    run.paths().forEach(path -> paths.add(path(path)));
    try {
      // Outside strings, JSON has none of these.
      return MAPPER
          .writeValueAsString(data)
          .replace("&", "\\u0026")
          .replace("<", "\\u003c")
          .replace(">", "\\u003e")
          .replace("\u2028", "\\u2028")
          .replace("\u2029", "\\u2029");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree is always JSON", e);
    }
  }

  private static ObjectNode cell(Cell cell) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("k", cell.k());
    node.put("p", cell.p());
    node.put("variant", cell.variant().id());
    node.put("title", cell.variant().title());
    node.put("students", cell.students());
    node.put("stepsMedian", cell.stepsMedian());
    node.set("success", rate(cell.success(), cell.students()));
    node.set("trapped", rate(cell.trapped(), cell.students()));
    node.set("undecided", rate(cell.undecided(), cell.students()));
    return node;
  }

  private static ObjectNode rate(long hits, long trials) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("count", hits);
    if (trials > 0) {
      Wilson interval = Wilson.of(hits, trials);
      node.put("rate", (double) hits / trials);
      node.put("low", interval.low());
      node.put("high", interval.high());
    }
    return node;
  }

  private static ObjectNode path(Path path) {
    StationaryEnds ends = StationaryEnds.of(path);
    ObjectNode node = MAPPER.createObjectNode();
    node.put("name", path.name());
    node.put("variant", path.variant().id());
    node.put("k", path.k());
    node.put("student", path.student());
    node.put("warmUpEnd", warmUpEnd(path));
    if (Double.isFinite(ends.optimum()) && Double.isFinite(ends.spurious())) {
      node.put("optimum", ends.optimum());
      node.put("spurious", ends.spurious());
    }
    ArrayNode points = node.putArray("points");
    path.points().forEach(point -> points.add(point(point)));
    return node;
  }

  /** The step at which the warm-up ends; 0 without one. */
  static long warmUpEnd(Path path) {
    var sizes = path.variant().stepSizes(path.k());
    return sizes.phases().size() > 1 ? sizes.endOf(0) : 0;
  }

  private static ArrayNode point(Point point) {
    return MAPPER
        .createArrayNode()
        .add(point.step())
        .add(point.loss())
        .add(point.phi())
        .add(point.alignment())
        .add(point.squaredDistanceA())
        .add(point.squaredDistanceV());
  }
}
