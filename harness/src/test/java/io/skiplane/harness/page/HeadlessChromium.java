package io.skiplane.harness.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;

/** Opens pages as a reader's browser would. Chromium must be there: .ci/run installs it. */
public record HeadlessChromium(Path folder) {
  private static final int SECONDS = 300;

  /**
   * What a page has become after its scripts.
   *
   * @param dom the document
   * @param log what the browser said, its console among it
   */
  public record Opened(String dom, String log) {}

  /** Opens a page and gives what its scripts have made of it. */
  public Opened open(Path page, String... flags) throws IOException, InterruptedException {
    Path dom = Files.createTempFile(folder, "dom", ".html");
    return new Opened(run(page, dom, flags, "--dump-dom"), Files.readString(log(dom)));
  }

  /** A picture of a page in a window of that size. */
  public BufferedImage screenshot(Path page, int width, int height, String... flags)
      throws IOException, InterruptedException {
    Path picture = Files.createTempFile(folder, "picture", ".png");
    Files.delete(picture);
    Path out = Files.createTempFile(folder, "out", ".txt");
    run(
        page,
        out,
        flags,
        "--hide-scrollbars",
        "--window-size=" + width + "," + height,
        "--screenshot=" + picture);
    assertThat(picture).isNotEmptyFile();
    return ImageIO.read(picture.toFile());
  }

  private static Path log(Path out) {
    return out.resolveSibling(out.getFileName() + ".log");
  }

  /** Opens an address and leaves it open, in real time, until the process is destroyed. */
  public Process show(URI address, Path log, String... flags) throws IOException {
    return start(address, log, log, flags);
  }

  private String run(Path page, Path out, String[] flags, String... more)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of(flags));
    all.add("--virtual-time-budget=30000");
    all.addAll(List.of(more));
    Process process = start(page.toUri(), out, log(out), all.toArray(String[]::new));
    try {
      assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).as("Chromium ends in time").isTrue();
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(process.exitValue()).as(Files.readString(log(out))).isZero();
    return Files.readString(out, StandardCharsets.UTF_8);
  }

  private Process start(URI address, Path out, Path log, String... flags) throws IOException {
    List<String> command = new ArrayList<>();
    command.add("chromium");
    command.addAll(
        List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--enable-logging=stderr",
            "--user-data-dir=" + Files.createTempDirectory(folder, "profile")));
    command.addAll(List.of(flags));
    command.add(address.toString());
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(out.toFile()))
        .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }
}
