package io.skiplane.harness.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PageTest {
  private static final String HOSTILE = "</script><b onload='x'>\"&{{data}}\u2028$1\\";

  /** Every text of every part is hostile. */
  private static Page hostile() {
    Data data = new Data(HOSTILE, "y");
    data.row(HOSTILE, Double.NaN);
    Chart chart =
        new Chart("some", HOSTILE, HOSTILE, ChartKind.LINES, Map.of(HOSTILE, List.of(HOSTILE)));
    Figure figure =
        new Figure("some", HOSTILE, Facts.of(HOSTILE, HOSTILE), data, List.of(chart))
            .with(new Switch(HOSTILE, HOSTILE, List.of(new Switch.Choice(HOSTILE, HOSTILE))))
            .with(new Switch(HOSTILE, HOSTILE, List.of(new Switch.Choice(HOSTILE, HOSTILE)), true))
            .with(List.of(new Key(HOSTILE, 1)), true);
    Table table =
        new Table(
            HOSTILE,
            List.of(Table.Column.text(HOSTILE), Table.Column.number(HOSTILE)),
            List.of(new Table.Group(HOSTILE, List.of(List.of(Cell.number(HOSTILE, HOSTILE))))));
    return new Page(
        HOSTILE,
        HOSTILE,
        HOSTILE,
        HOSTILE,
        List.of(
            Section.of(
                HOSTILE,
                new Prose(HOSTILE),
                new Findings(List.of(new Findings.Finding(true, HOSTILE, HOSTILE, HOSTILE))),
                Facts.of(HOSTILE, HOSTILE),
                table,
                figure)));
  }

  @Test
  void whatIsWrittenIsOnlyText() throws Exception {
    String page = hostile().html();
    assertThat(page).doesNotContain("<b onload", "\"&{{");
    assertThat(page.split("</script>", -1)).hasSize(4);
    String json = first("id=\"data\">(.*?)</script>", page);
    assertThat(json).doesNotContain("<", ">", "&", "\u2028");
    JsonNode figure = new ObjectMapper().readTree(json).at("/figures/0");
    assertThat(figure.at("/columns/0/name").textValue()).isEqualTo(HOSTILE);
    assertThat(figure.at("/columns/0/values/0").textValue()).isEqualTo(HOSTILE);
    assertThat(figure.at("/columns/1/values/0").isNull()).isTrue();
  }

  @Test
  void fetchesNothing() {
    String library = ChartLibrary.load().script();
    String page = hostile().html().replace(library, "");
    // The name of SVG is one, and nothing is at its end.
    String own = page.replace("http://www.w3.org/2000/svg", "");
    assertThat(own).doesNotContainIgnoringCase("http://", "https://", "@import");
    assertThat(own).doesNotContain("url(");
    assertThat(own).doesNotContainPattern("(?i)<(link|img|iframe|object|embed|base|form)\\b");
    assertThat(own).doesNotContainPattern("(?i)<[a-z]+\\s[^>]*\\b(src|href|srcset)\\s*=");
    for (String risk : List.of("XMLHttpRequest", "fetch(", "eval(", "</script", "<!--")) {
      assertThat(library.contains(risk)).as(risk).isFalse();
    }
    assertThat(page).hasSizeLessThan(60_000);
    assertThat(library).hasSizeLessThan(700_000);
  }

  @Test
  void policyAllowsTheTwoScriptsAndNothingElse() {
    assertThat(first("Content-Security-Policy\" content=\"([^\"]*)\"", hostile().html()))
        .matches(
            "default-src 'none'; script-src( 'sha256-[A-Za-z0-9+/]{43}='){2};"
                + " style-src 'unsafe-inline'; img-src blob:; base-uri 'none'; form-action 'none'");
  }

  @Test
  void namesAreUnique() {
    Figure figure = new Figure("twice", "", new Facts(List.of()), new Data("x"), List.of());
    Page page = new Page("x", "x", "x", "", List.of(Section.of("x", figure, figure)));
    assertThatThrownBy(page::html).hasMessageContaining("twice");
  }

  /** WCAG's contrast of text on both backgrounds, in both themes. */
  @Test
  void textCanBeRead() {
    String css = PageTemplate.resource("page.css");
    String dark = css.substring(css.indexOf("@media screen"), css.indexOf("* {"));
    String light = css.substring(0, css.indexOf("@media screen"));
    for (String theme : List.of(light, dark)) {
      for (String background : List.of("page", "card")) {
        for (String text : List.of("ink", "soft", "good", "bad")) {
          double contrast = contrast(colour(theme, text), colour(theme, background));
          assertThat(contrast).as(text + " on " + background).isGreaterThan(4.5);
        }
        for (int hue = 1; hue <= Key.HUES; hue++) {
          double contrast = contrast(colour(theme, "hue-" + hue), colour(theme, background));
          assertThat(contrast).as("hue " + hue + " on " + background).isGreaterThan(3);
        }
      }
    }
  }

  @Test
  void numbersForPeople() {
    assertThat(Numbers.number(0)).isEqualTo("0");
    assertThat(Numbers.number(4.5)).isEqualTo("4.5");
    assertThat(Numbers.number(999.96)).isEqualTo("1,000");
    assertThat(Numbers.number(1234.5)).isEqualTo("1,235");
    assertThat(Numbers.number(-0.0123)).isEqualTo("−0.0123");
    assertThat(Numbers.number(1e-9)).isEqualTo("10⁻⁹");
    assertThat(Numbers.number(4.44e18)).isEqualTo("4.4 × 10¹⁸");
    assertThat(Numbers.angle(0.45 * Math.PI)).isEqualTo("0.45π");
    assertThat(Numbers.seconds(125.4)).isEqualTo("2 min 5 s");
    assertThat(Numbers.seconds(59.96)).isEqualTo("60.0 s");
    assertThat(Numbers.bytes(1023)).isEqualTo("1023 bytes");
    assertThat(Numbers.bytes(1024)).isEqualTo("1 KiB");
    assertThat(Numbers.bytes(3L << 30)).isEqualTo("3 GiB");
  }

  private static int colour(String css, String name) {
    return Integer.parseInt(first("--" + name + ": #([0-9a-f]{6});", css), 16);
  }

  private static double contrast(int a, int b) {
    double brighter = Math.max(luminance(a), luminance(b));
    double darker = Math.min(luminance(a), luminance(b));
    return (brighter + 0.05) / (darker + 0.05);
  }

  private static double luminance(int colour) {
    return 0.2126 * linear(colour >> 16) + 0.7152 * linear(colour >> 8) + 0.0722 * linear(colour);
  }

  private static double linear(int part) {
    double value = (part & 0xff) / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }

  private static String first(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(text);
    assertThat(matcher.find()).as(pattern).isTrue();
    return matcher.group(1);
  }
}
