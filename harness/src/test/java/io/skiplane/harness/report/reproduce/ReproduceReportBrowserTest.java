package io.skiplane.harness.report.reproduce;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.harness.page.HeadlessChromium;
import io.skiplane.harness.study.Claim;
import io.skiplane.harness.study.ReproduceRun;
import io.skiplane.harness.study.RunInfo;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report in a real browser. */
class ReproduceReportBrowserTest {
  private static final List<String> CHARTS =
      List.of("success", "phi", "alignment", "distance", "loss", "plane");

  @TempDir Path folder;

  @Test
  void drawsEveryChartWithoutAnError() throws Exception {
    HeadlessChromium.Opened opened = open(MadeUpRun.plain());
    assertThat(opened.log()).doesNotContain("CONSOLE");
    assertThat(opened.dom()).contains("data-charts=\"6\"", "data-errors=\"0\"");
    for (String chart : CHARTS) {
      Matcher svg =
          Pattern.compile(
                  "id=\"chart-"
                      + chart
                      + "\"[^>]*><div[^>]*><svg[^>]* width=\"(\\d+)\" height=\"(\\d+)\"")
              .matcher(opened.dom());
      assertThat(svg.find()).as("a drawing of " + chart).isTrue();
      assertThat(Integer.parseInt(svg.group(1))).isGreaterThan(200);
      assertThat(Integer.parseInt(svg.group(2))).isGreaterThan(200);
    }
    assertThat(opened.dom()).contains(">global optimum</text>", ">spurious optimum</text>");
  }

  /** As a reader would: other outcomes and scales, a variant taken out, zoom, tooltips. */
  @Test
  void answersClicksZoomAndPointer() throws Exception {
    String clicks = "<script>" + resource("/io/skiplane/harness/page/clicks.js") + "</script>";
    String page =
        ReproduceReport.html(MadeUpRun.plain()).replaceFirst("<meta http-equiv=[^>]*>", "")
            + clicks;
    Path file = Files.writeString(folder.resolve("clicks.html"), page);
    HeadlessChromium.Opened opened = new HeadlessChromium(folder).open(file);
    assertThat(opened.log()).doesNotContain("CONSOLE");
    assertThat(opened.dom()).contains("data-clicks=\"done\"", "data-errors=\"0\"");
    assertThat(opened.dom())
        .contains("k = 16: trapped, %", "<td>49.12</td>", "<td>[47.74, 50.51]</td>")
        .contains("<b>steps ", ">claimed for the plain CNN")
        .doesNotContain("k = 16: success", "<td>13.80</td>");
  }

  @Test
  void hostileTextStaysText() throws Exception {
    String hostile = "</script><script>document.body.dataset.errors='9'</script><b>\"'&\u2028";
    HeadlessChromium.Opened opened =
        open(
            MadeUpRun.of(
                new RunInfo(hostile, 1, "scalar", 0, hostile, hostile, 1, 1, 1),
                List.of(new Claim(hostile, false, hostile)),
                MadeUpRun.paths()));
    assertThat(opened.log()).doesNotContain("CONSOLE");
    assertThat(opened.dom()).contains("data-charts=\"6\"", "data-errors=\"0\"");
  }

  @Test
  void emptyRunIsNoError() throws Exception {
    ReproduceRun run = MadeUpRun.plain();
    HeadlessChromium.Opened opened =
        open(
            new ReproduceRun(
                run.info(), "24", "6", 1, 1e-6, List.of(), List.of(), List.of(), List.of()));
    assertThat(opened.log()).doesNotContain("CONSOLE");
    assertThat(opened.dom()).contains("data-charts=\"0\"", "data-errors=\"0\"");
  }

  @Test
  void showsItselfInBothThemes() throws Exception {
    Path page = write(MadeUpRun.plain());
    HeadlessChromium chromium = new HeadlessChromium(folder);
    BufferedImage light =
        chromium.screenshot(page, 1280, 4400, "--blink-settings=preferredColorScheme=1");
    assertThat(light.getRGB(2, 2) & 0xffffff).isEqualTo(0xfbfbf9);
    assertHues(light, 0x0072b2, 0x00926b, 0xb8608f, 0xd55e00);
    BufferedImage dark =
        chromium.screenshot(page, 1280, 4400, "--blink-settings=preferredColorScheme=0");
    assertThat(dark.getRGB(2, 2) & 0xffffff).isEqualTo(0x14171a);
    assertHues(dark, 0x56b4e9, 0x2fc49a, 0xe29bc4, 0xff8a3d);
  }

  /** Every variant is seen, and much else. */
  private static void assertHues(BufferedImage picture, int... hues) {
    Map<Integer, Integer> pixels = new HashMap<>();
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        pixels.merge(picture.getRGB(x, y) & 0xffffff, 1, Integer::sum);
      }
    }
    assertThat(pixels).hasSizeGreaterThan(200);
    for (int hue : hues) {
      assertThat(pixels.getOrDefault(hue, 0)).isGreaterThan(1000);
    }
  }

  private static String resource(String name) throws Exception {
    try (var in =
        Objects.requireNonNull(ReproduceReportBrowserTest.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private HeadlessChromium.Opened open(ReproduceRun run) throws Exception {
    return new HeadlessChromium(folder).open(write(run));
  }

  private Path write(ReproduceRun run) throws Exception {
    return Files.writeString(folder.resolve("report.html"), ReproduceReport.html(run));
  }
}
