package io.skiplane.harness.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.skiplane.descent.Point;
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

  /** The page but for the chart library, whose strings of namespaces are nothing to fetch. */
  private static String own(String page) {
    return page.replace(ChartLibrary.load().script(), "");
  }

  @Test
  void fetchesNothing() {
    String page = own(PAGE);
    assertThat(page).doesNotContainIgnoringCase("http://", "https://", "@import", "url(");
    assertThat(page).doesNotContainPattern("(?i)<(link|img|iframe|object|embed|base|form)\\b");
    assertThat(page).doesNotContainPattern("(?i)<[a-z]+\\s[^>]*\\b(src|href|srcset)\\s*=");
    String library = ChartLibrary.load().script();
    for (String risk : List.of("XMLHttpRequest", "fetch(", "eval(", "</script", "<!--")) {
      assertThat(library.contains(risk)).as(risk).isFalse();
    }
  }

  @Test
  void policyAllowsTheTwoScriptsAndNothingElse() {
    String policy = firstMatch("Content-Security-Policy\" content=\"([^\"]*)\"", PAGE);
    assertThat(policy)
        .matches(
            "default-src 'none'; script-src( 'sha256-[A-Za-z0-9+/]{43}='){2};"
                + " style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'");
  }

  @Test
  void everySlotIsFilled() {
    assertThat(own(PAGE)).doesNotContainPattern("\\{\\{[a-zA-Z]+}}");
  }

  @Test
  void dataIsEmbeddedExactly() throws Exception {
    JsonNode data = data(PAGE);
    assertThat(data.get("tolerance").doubleValue()).isEqualTo(RUN.tolerance());
    assertThat(data.get("cells")).hasSize(RUN.cells().size());
    for (int i = 0; i < RUN.cells().size(); i++) {
      Cell cell = RUN.cells().get(i);
      JsonNode node = data.get("cells").get(i);
      Wilson interval = Wilson.of(cell.success(), cell.students());
      assertThat(node.get("k").longValue()).isEqualTo(cell.k());
      assertThat(node.get("variant").textValue()).isEqualTo(cell.variant().id());
      assertThat(node.at("/success/count").longValue()).isEqualTo(cell.success());
      assertThat(node.at("/trapped/count").longValue()).isEqualTo(cell.trapped());
      assertThat(node.at("/undecided/count").longValue()).isEqualTo(cell.undecided());
      assertThat(node.at("/success/low").doubleValue()).isEqualTo(interval.low());
      assertThat(node.at("/success/high").doubleValue()).isEqualTo(interval.high());
    }
    for (int i = 0; i < RUN.paths().size(); i++) {
      JsonNode points = data.get("paths").get(i).get("points");
      assertThat(points).hasSize(RUN.paths().get(i).points().size());
      for (int j = 0; j < points.size(); j++) {
        assertThat(point(points.get(j))).isEqualTo(RUN.paths().get(i).points().get(j));
      }
    }
  }

  @Test
  void textAndTablesStandWithoutScripts() {
    String text = PAGE.substring(0, PAGE.indexOf("<script"));
    RUN.claims().forEach(claim -> assertThat(text).contains(claim.text(), claim.finding()));
    RUN.agreements().forEach(one -> assertThat(text).contains(one.steps(), one.measure()));
    assertThat(text.split("<th scope=\"row\"><i class=\"swatch ", -1)).hasSize(1 + 28);
    assertThat(text)
        .contains("<td>70.54<small>69.26–71.79</small></td>", "140,000", "AMD EPYC 9R14")
        .contains("vector, 512-bit lanes", "3,214,567,890", "31.4 s", "10<sup>−6</sup>");
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
    assertThat(data(page).at("/paths/0/name").textValue()).isEqualTo(HOSTILE);
    assertThat(data(page).at("/paths/0").has("optimum")).isFalse();
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
    StationaryEnds ends = StationaryEnds.of(path);
    assertThat(ends.optimum()).isEqualTo(path.teacherSquaredNorm());
    // (11ᵀ + (π−1)I) a = (11ᵀ − I) a*, once times 1ᵀ and once times a*ᵀ.
    double sum = path.teacherSum() * (path.k() - 1) / (path.k() + Math.PI - 1);
    assertThat(sum * path.teacherSum() + (Math.PI - 1) * ends.spurious())
        .isCloseTo(
            path.teacherSum() * path.teacherSum() - path.teacherSquaredNorm(),
            org.assertj.core.data.Offset.offset(1e-9));
  }

  @Test
  void numbersForPeople() {
    assertThat(Numbers.number(0)).isEqualTo("0");
    assertThat(Numbers.number(4.5)).isEqualTo("4.5");
    assertThat(Numbers.number(999.96)).isEqualTo("1,000");
    assertThat(Numbers.number(1234.5)).isEqualTo("1,235");
    assertThat(Numbers.number(-0.0123)).isEqualTo("−0.0123");
    assertThat(Numbers.number(1e-9)).isEqualTo("10<sup>−9</sup>");
    assertThat(Numbers.number(4.44e8)).isEqualTo("4.4 × 10<sup>8</sup>");
    assertThat(Numbers.angle(0.45 * Math.PI)).isEqualTo("0.45π");
    assertThat(Numbers.seconds(125.4)).isEqualTo("2 min 5 s");
    assertThat(Numbers.seconds(59.96)).isEqualTo("60.0 s");
  }

  private static List<Point> points() {
    return List.of(new Point(0, 2, 1.4, 1, 9, 1), new Point(10, 1, 0.7, 2, 5, 0.5));
  }

  private static Point point(JsonNode node) {
    return new Point(
        node.get(0).longValue(),
        node.get(1).doubleValue(),
        node.get(2).doubleValue(),
        node.get(3).doubleValue(),
        node.get(4).doubleValue(),
        node.get(5).doubleValue());
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
