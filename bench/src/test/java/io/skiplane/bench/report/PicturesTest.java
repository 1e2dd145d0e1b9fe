package io.skiplane.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.bench.peers.PeerName;
import io.skiplane.bench.rows.Cost;
import io.skiplane.bench.rows.PeerWork;
import io.skiplane.bench.rows.Row;
import io.skiplane.memory.Precision;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

class PicturesTest {
  @TempDir private Path folder = Path.of("");

  private Results everyRow() throws IOException {
    Canned run = new Canned().limits();
    for (Row row : Row.values()) {
      for (Precision precision : Precision.values()) {
        double each = 0.2 * (row.k() + 1) * row.p();
        run.row(row, precision, "vector", each, 0);
        run.row(row, precision, "scalar", 10 * each, 0);
      }
    }
    return run.in(folder);
  }

  private static Document parsed(String svg)
      throws ParserConfigurationException, SAXException, IOException {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<Element> all(Document document, String name) {
    NodeList nodes = document.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      if (nodes.item(i) instanceof Element element) {
        elements.add(element);
      }
    }
    return elements;
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }

  @Test
  void barsNameEveryRowAndStayInThePicture() throws Exception {
    Document bars = parsed(Bars.of(everyRow(), Canned.machine(true)));
    List<String> texts = all(bars, "text").stream().map(Element::getTextContent).toList();
    for (Row row : Row.values()) {
      assertThat(texts).contains(row.text());
    }
    for (Element bar : all(bars, "rect").subList(1, all(bars, "rect").size())) {
      assertThat(number(bar, "x") + number(bar, "width")).isLessThan(960);
    }
  }

  @Test
  void noRoofLeavesThePlot() throws Exception {
    // 1 GB/s meets 100 GFLOP/s at 100 flops a byte, where the plot has long ended.
    Results slow =
        new Canned()
            .limits(64)
            .row(Row.RESIDENT_100X8_L1, Precision.FLOAT, "vector", 128, 0)
            .in(folder);
    Document roofline = parsed(Roofline.of(slow, Canned.machine(true)));
    for (Element roof : all(roofline, "polyline")) {
      for (String point : roof.getAttribute("points").split(" ", -1)) {
        assertThat(Double.parseDouble(point.split(",", -1)[0])).isBetween(64.0, 630.0);
      }
    }
  }

  @Test
  void noPointOfTheRooflineHidesAnother() throws Exception {
    Document roofline = parsed(Roofline.of(everyRow(), Canned.machine(true)));
    List<Element> points = all(roofline, "circle");
    long shown =
        Stream.of(Row.values())
            .filter(row -> row.kind().threads() == 1)
            .filter(row -> Cost.of(row, Precision.FLOAT).numbers() > 0)
            .count();
    // Twice each: under the roofs and in the legend; float and double.
    assertThat(points).hasSize((int) shown * 2 * 2);
    for (int i = 0; i < points.size(); i++) {
      for (int j = 0; j < i; j++) {
        double distance =
            Math.hypot(
                number(points.get(i), "cx") - number(points.get(j), "cx"),
                number(points.get(i), "cy") - number(points.get(j), "cy"));
        assertThat(distance).isGreaterThan(15.5);
      }
    }
  }

  @Test
  void thePeersBarsStayInThePicture() throws Exception {
    Canned run = new Canned().limits();
    double score = 1;
    for (PeerName peer : PeerName.values()) {
      run.peer(peer, PeerWork.NORMALS, Precision.FLOAT, 1, score);
      score *= 20;
    }
    Document bars = parsed(PeerBars.of(run.in(folder), Canned.machine(true)));
    List<String> texts = all(bars, "text").stream().map(Element::getTextContent).toList();
    assertThat(texts).contains("normals alone, a number", "1.00 ns", "20.0×", "libtorch");
    for (Element bar : all(bars, "rect").subList(1, all(bars, "rect").size())) {
      assertThat(number(bar, "x") + number(bar, "width")).isLessThan(900);
    }
  }

  @Test
  void rowsAndSweepOfAFolderHaveAMachineEach() throws Exception {
    Canned rows = new Canned().limits().row(Row.REDUCED, Precision.FLOAT, "vector", 2, 0);
    Files.writeString(folder.resolve(Report.BENCH_JSON), rows.json());
    Canned.machine(true).write(folder.resolve(Report.MACHINE_JSON));
    String sweep = new Canned().limits().sweep(16, 16, Precision.FLOAT, 100).json();
    Files.writeString(folder.resolve(Report.SWEEP_JSON), sweep);
    Canned.machine(false).write(folder.resolve(Report.SWEEP_MACHINE_JSON));
    assertThat(Report.write(folder)).contains("not for a claim");
    assertThat(Report.writeSweep(folder)).doesNotContain("not for a claim");
  }

  @Test
  void theSweepHasAPointForEachShape() throws Exception {
    Results sweep =
        new Canned()
            .limits()
            .sweep(16, 16, Precision.FLOAT, 100)
            .sweep(1024, 16, Precision.FLOAT, 2000)
            .sweep(16, 65536, Precision.FLOAT, 50000)
            .in(folder);
    Document picture = parsed(SweepPicture.of(sweep, Canned.machine(false)));
    assertThat(all(picture, "circle")).hasSize(3);
    assertThat(all(picture, "text").stream().map(Element::getTextContent))
        .contains("p = 16", "p = 65536", "limit, this run");
    assertThat(SweepMarkdown.of(sweep, Canned.machine(false)))
        .contains("| k \\ p | 16 | 65536 |")
        .contains("| 16 | 0.391 | 0.048 |")
        .contains("| 1024 | 0.122 |  |");
  }
}
