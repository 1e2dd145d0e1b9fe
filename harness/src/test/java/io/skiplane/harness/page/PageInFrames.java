package io.skiplane.harness.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A page as it is, policy and all, in two frames of one browser: as wide as a desk and as a phone.
 * A script around them presses its buttons and sends what it found.
 *
 * <p>In real time: saving a picture takes the browser's other processes, which a clock of virtual
 * time does not wait for.
 */
public final class PageInFrames {
  private static final int SECONDS = 300;

  private PageInFrames() {}

  /** What {@code frames.js} found. */
  public static JsonNode look(Path folder, String html, String... flags) throws Exception {
    CompletableFuture<String> found = new CompletableFuture<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    String around = around(html);
    server.createContext("/", exchange -> answer(exchange, around));
    server.createContext(
        "/found",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          answer(exchange, "");
          found.complete(body);
        });
    server.start();
    Path log = Files.createTempFile(folder, "frames", ".log");
    URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    Process browser = new HeadlessChromium(folder).show(address, log, flags);
    try {
      return new ObjectMapper().readTree(found.get(SECONDS, TimeUnit.SECONDS));
    } catch (TimeoutException e) {
      throw new AssertionError("nothing found; the browser said: " + Files.readString(log), e);
    } finally {
      browser.destroy();
      browser.onExit().get(SECONDS, TimeUnit.SECONDS);
      server.stop(0);
    }
  }

  private static String around(String html) throws IOException {
    String page = Html.escape(html);
    return "<!DOCTYPE html><html><body><iframe id=\"desk\" width=\"1100\" height=\"900\" srcdoc=\""
        + page
        + "\"></iframe><iframe id=\"phone\" width=\"390\" height=\"800\" srcdoc=\""
        + page
        + "\"></iframe><script>"
        + resource()
        + "</script></body></html>";
  }

  private static void answer(HttpExchange exchange, String html) throws IOException {
    byte[] bytes = html.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
    exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static String resource() throws IOException {
    try (var in = Objects.requireNonNull(PageInFrames.class.getResourceAsStream("frames.js"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
