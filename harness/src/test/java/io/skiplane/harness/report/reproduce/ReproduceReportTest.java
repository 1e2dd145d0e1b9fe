package io.skiplane.harness.report.reproduce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.skiplane.descent.Point;
import io.skiplane.harness.report.path.StationaryEnds;
import io.skiplane.harness.study.Cell;
import io.skiplane.harness.study.Claim;
import io.skiplane.harness.study.Path;
import io.skiplane.harness.study.ReproduceRun;
import io.skiplane.harness.study.RunInfo;
import io.skiplane.harness.study.Variant;
import io.skiplane.harness.study.Wilson;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReproduceReportTest {
  private static final String HOSTILE = "</script><b>\"'&{{data}}\u2028\u2029$1\\";

  private static final ReproduceRun RUN = MadeUpRun.plain();
  private static final String PAGE = ReproduceReport.html(RUN);

  @Test
  void everySlotIsFilled() {
    assertThat(PAGE.substring(0, PAGE.indexOf("id=\"data\"")))
        .doesNotContainPattern("\\{\\{[a-zA-Z]+}}");
  }

  @Test
  void dataIsEmbeddedExactly() throws Exception {
    JsonNode figures = data(PAGE).get("figures");
    assertThat(figures).hasSize(3);
    JsonNode success = figures.get(0);
    List<Cell> cells = RUN.cells();
    assertThat(column(success, "k")).hasSize(cells.size());
    for (int i = 0; i < cells.size(); i++) {
      Cell cell = cells.get(i);
      Wilson interval = Wilson.of(cell.success(), cell.students());
      assertThat(column(success, "k").get(i).longValue()).isEqualTo(cell.k());
      assertThat(column(success, "variant").get(i).textValue()).isEqualTo(cell.variant().id());
      assertThat(column(success, "success").get(i).longValue()).isEqualTo(cell.success());
      assertThat(column(success, "trapped").get(i).longValue()).isEqualTo(cell.trapped());
      assertThat(column(success, "undecided").get(i).longValue()).isEqualTo(cell.undecided());
      assertThat(column(success, "successLow").get(i).doubleValue()).isEqualTo(interval.low());
      assertThat(column(success, "successHigh").get(i).doubleValue()).isEqualTo(interval.high());
    }
    JsonNode plane = figures.get(2);
    int row = 0;
    for (Path path : RUN.paths()) {
      for (Point point : path.points()) {
        assertThat(column(plane, "path").get(row).textValue()).isEqualTo(path.name());
        assertThat(point(plane, row++)).isEqualTo(point);
      }
    }
    assertThat(column(plane, "step")).hasSize(row);
    JsonNode tolerance = figures.get(1).at("/charts/2/settings/marks/0/at");
    assertThat(tolerance.doubleValue()).isEqualTo(RUN.tolerance());
  }

  private static JsonNode column(JsonNode figure, String name) {
    for (JsonNode column : figure.get("columns")) {
      if (column.get("name").textValue().equals(name)) {
        return column.get("values");
      }
    }
    throw new AssertionError(name);
  }

  @Test
  void textAndTablesStandWithoutScripts() {
    String text = PAGE.substring(0, PAGE.indexOf("<script"));
    RUN.claims().forEach(claim -> assertThat(text).contains(claim.text(), claim.finding()));
    RUN.agreements().forEach(one -> assertThat(text).contains(one.steps(), one.measure()));
    assertThat(text.split("<th scope=\"row\"><i class=\"swatch hue-", -1)).hasSize(1 + 28);
    assertThat(text)
        .contains(">70.54<small>69.26–71.79</small></td>", "140,000", "AMD EPYC 9R14")
        .contains("vector, 512-bit lanes", "3,214,567,890", "31.4 s", "10⁻⁶");
    assertThat(text.split("does not hold", -1)).hasSize(2);
  }

  @Test
  void hostileTextIsOnlyText() throws Exception {
    RunInfo info = new RunInfo(HOSTILE, 1, HOSTILE, 512, HOSTILE, HOSTILE, 2, 1, 1);
    List<Path> paths = List.of(new Path(HOSTILE, Variant.RESNET_WARMUP, 16, 0, points()));
    String page =
        ReproduceReport.html(MadeUpRun.of(info, List.of(new Claim(HOSTILE, true, HOSTILE)), paths));
    assertThat(page).doesNotContain("</script><b>", "\"'&{{").doesNotContain("&#39;&{{");
    assertThat(page.split("</script>", -1)).hasSize(4);
    assertThat(page)
        .contains("<dd>&lt;/script&gt;&lt;b&gt;&quot;&#39;&amp;{{data}}\u2028\u2029$1\\</dd>");
    String json = firstMatch("id=\"data\">(.*?)</script>", page);
    assertThat(json).doesNotContain("<", ">", "&", "\u2028", "\u2029");
    JsonNode plane = data(page).at("/figures/2");
    assertThat(plane.at("/charts/0/settings/series/0/name").textValue()).isEqualTo(HOSTILE);
    assertThat(plane.at("/charts/0/settings").has("ends")).isFalse();
  }

  @Test
  void runsWithoutPathsOrCellsHavePages() {
    String page =
        ReproduceReport.html(
            new ReproduceRun(
                RUN.info(), "24", "6", 1, 1e-6, List.of(), List.of(), List.of(), List.of()));
    assertThat(page).contains("No path was recorded", "No claim was tested");
  }

  @Test
  void stationaryEndsSolveTheEquations() {
    Path path = RUN.paths().get(1);
    StationaryEnds ends = StationaryEnds.of(path.k(), path.teacherSquaredNorm(), path.teacherSum());
    assertThat(ends.optimum()).isEqualTo(path.teacherSquaredNorm());
    // (11ᵀ + (π−1)I) a = (11ᵀ − I) a*, once times 1ᵀ and once times a*ᵀ.
    double sum = path.teacherSum() * (path.k() - 1) / (path.k() + Math.PI - 1);
    assertThat(sum * path.teacherSum() + (Math.PI - 1) * ends.spurious())
        .isCloseTo(
            path.teacherSum() * path.teacherSum() - path.teacherSquaredNorm(),
            org.assertj.core.data.Offset.offset(1e-9));
  }

  private static List<Point> points() {
    return List.of(new Point(0, 2, 1.4, 1, 9, 1), new Point(10, 1, 0.7, 2, 5, 0.5));
  }

  private static Point point(JsonNode figure, int row) {
    return new Point(
        column(figure, "step").get(row).longValue(),
        column(figure, "loss").get(row).doubleValue(),
        column(figure, "phi").get(row).doubleValue(),
        column(figure, "alignment").get(row).doubleValue(),
        column(figure, "squaredDistanceA").get(row).doubleValue(),
        column(figure, "squaredDistanceV").get(row).doubleValue());
  }

  private static JsonNode data(String page) throws Exception {
    return new ObjectMapper().readTree(firstMatch("id=\"data\">(.*?)</script>", page));
  }

  private static String firstMatch(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(text);
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }
}
