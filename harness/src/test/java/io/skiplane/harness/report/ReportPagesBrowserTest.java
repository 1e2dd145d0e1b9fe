package io.skiplane.harness.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.skiplane.harness.cli.CommandLineRun;
import io.skiplane.harness.page.PageInFrames;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of page in a real browser: every button pressed, at a desk and on a phone. */
class ReportPagesBrowserTest {
  private static final String DARK = "--blink-settings=preferredColorScheme=0";
  private static final String LIGHT = "--blink-settings=preferredColorScheme=1";

  @TempDir Path folder;

  @Test
  void train() throws Exception {
    run("train", "--k", "4", "--steps", "3000");
    JsonNode found = look(DARK, 2, 6);
    assertThat(found.at("/background").asText()).isEqualTo("rgb(20, 23, 26)");
    String csv = found.at("/downloads/0/text").asText();
    assertThat(csv)
        .startsWith("path,step,loss,phi,alignment,squaredDistanceA,squaredDistanceV\nstudent,0,");
  }

  @Test
  void reproduce() throws Exception {
    run("reproduce", "--ks", "4,9", "--students", "8", "--steps-limit", "3000");
    look(LIGHT, 3, 6);
  }

  @Test
  void mapOfASweep() throws Exception {
    run(
        "sweep",
        "phase",
        "--angle",
        "0.1pi:0.9pi:5",
        "--teacher-norm",
        "1.5:24:5:log",
        "--teacher-sum",
        "3",
        "--k",
        "4",
        "--students",
        "4");
    JsonNode found = look(LIGHT, 1, 1);
    assertThat(found.at("/background").asText()).isEqualTo("rgb(251, 251, 249)");
    assertThat(found.at("/rows").asInt()).isEqualTo(25);
    assertThat(found.at("/downloads/1/paths").asInt()).isGreaterThan(25);
    assertThat(found.at("/downloads/1/text").asText()).contains("Where the shortcut leads");
    assertThat(Files.readString(page())).contains("‖w*‖ = √2", "S*² &lt; N(k+π−1)/π");
  }

  @Test
  void sweepOfThreeAxesAndOfOne() throws Exception {
    run("sweep", "--k", "4,9", "--angle", "0.2pi,0.6pi", "--warm-up", "0,10", "--students", "4");
    look(DARK, 1, 1);
    Files.delete(folder.resolve("run/run.json"));
    run("sweep", "--angle", "0.2pi,0.4pi,0.6pi", "--k", "4", "--students", "4");
    look(DARK, 1, 1);
  }

  @Test
  void stress() throws Exception {
    MadeUpStress.write(folder.resolve("run"), true);
    assertThat(CommandLineRun.of("report", folder.resolve("run").toString()).code()).isZero();
    look(LIGHT, 3, 4);
  }

  @Test
  void comparison() throws Exception {
    run("train", "--k", "4", "--steps", "500");
    String run = folder.resolve("run").toString();
    assertThat(CommandLineRun.of("report", run, run, "--out", page().toString()).code()).isZero();
    look(DARK, 2, 6);
  }

  private void run(String command, String... more) {
    String[] args = new String[more.length + 3];
    args[0] = command;
    System.arraycopy(more, 0, args, 1, more.length);
    args[more.length + 1] = "--out";
    args[more.length + 2] = folder.resolve("run").toString();
    assertThat(CommandLineRun.of(args).code()).isZero();
  }

  private Path page() {
    return folder.resolve("run/report.html");
  }

  private JsonNode look(String theme, int figures, int charts) throws Exception {
    JsonNode found = PageInFrames.look(folder, Files.readString(page()), theme);
    assertThat(found.has("failure")).as(found.toString()).isFalse();
    for (String frame : new String[] {"desk", "phone"}) {
      JsonNode state = found.get(frame);
      assertThat(state.get("errors").asText()).as(frame).isEqualTo("0");
      assertThat(state.get("charts").asInt()).as(frame).isEqualTo(charts);
      assertThat(state.get("svgs").asInt()).as(frame).isEqualTo(charts);
      assertThat(state.get("fetched").asInt()).as(frame).isZero();
      assertThat(state.get("unnamed").asInt()).as(frame).isZero();
    }
    assertThat(found.at("/phone/width").asInt()).isLessThanOrEqualTo(390);
    assertThat(found.at("/phone/scrolls").asInt())
        .isLessThanOrEqualTo(found.at("/phone/width").asInt());
    assertThat(found.get("downloads")).hasSize(3 * figures);
    for (int i = 0; i < figures; i++) {
      JsonNode csv = found.get("downloads").get(3 * i);
      JsonNode svg = found.get("downloads").get(3 * i + 1);
      JsonNode png = found.get("downloads").get(3 * i + 2);
      assertThat(csv.get("name").asText()).startsWith("skiplane-").endsWith(".csv");
      assertThat(csv.get("text").asText()).contains(",").contains("\n");
      assertThat(svg.get("name").asText()).endsWith(".svg");
      assertThat(svg.get("root").asText()).isEqualTo("svg");
      assertThat(svg.get("paths").asInt() + svg.get("text").asText().length()).isGreaterThan(500);
      assertThat(png.get("name").asText()).endsWith(".png");
      assertThat(png.get("png").asBoolean()).isTrue();
      assertThat(png.get("bytes").asInt()).isGreaterThan(5000);
    }
    assertThat(found.at("/rows").asInt()).isPositive();
    return found;
  }
}
