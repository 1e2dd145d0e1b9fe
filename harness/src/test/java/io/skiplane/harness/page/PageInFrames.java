package io.skiplane.harness.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page as it is, policy and all, in two frames of one browser: as wide as a desk and as a phone.
 * A script around them presses its buttons and tells what it found.
 */
public final class PageInFrames {
  private PageInFrames() {}

  /** What {@code frames.js} found. */
  public static JsonNode look(Path folder, String html, String... flags) throws Exception {
    String page = Html.escape(html);
    String wrapped =
        "<!DOCTYPE html><html><body><iframe id=\"desk\" width=\"1100\" height=\"900\" srcdoc=\""
            + page
            + "\"></iframe><iframe id=\"phone\" width=\"390\" height=\"800\" srcdoc=\""
            + page
            + "\"></iframe><script>"
            + resource()
            + "</script></body></html>";
    Path file = Files.writeString(folder.resolve("frames.html"), wrapped);
    HeadlessChromium.Opened opened = new HeadlessChromium(folder).open(file, flags);
    Matcher found =
        Pattern.compile("<pre id=\"found\">(.*?)</pre>", Pattern.DOTALL).matcher(opened.dom());
    if (!found.find()) {
      throw new AssertionError("nothing found; the browser said: " + opened.log());
    }
    return new ObjectMapper()
        .readTree(found.group(1).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"));
  }

  private static String resource() throws IOException {
    try (var in = Objects.requireNonNull(PageInFrames.class.getResourceAsStream("frames.js"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
