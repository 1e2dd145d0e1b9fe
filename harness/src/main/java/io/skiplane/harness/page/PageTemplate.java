package io.skiplane.harness.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page with slots {@code {{name}}}, kept as a resource beside this class. */
final class PageTemplate {
  private static final Pattern SLOT = Pattern.compile("\\{\\{([a-zA-Z]+)}}");

  private PageTemplate() {}

  /** Puts values into slots, once: what a value holds is never taken for a slot. */
  static String fill(String template, Map<String, String> values) {
    StringBuilder page = new StringBuilder();
    int end = 0;
    Matcher slot = SLOT.matcher(template);
    while (slot.find()) {
      String value = values.get(slot.group(1));
      if (value == null) {
        throw new IllegalStateException("no value for the slot " + slot.group());
      }
      page.append(template, end, slot.start()).append(value);
      end = slot.end();
    }
    return page.append(template, end, template.length()).toString();
  }

  /** The text of a resource beside this class, or from the root of the class path. */
  static String resource(String name) {
    try (InputStream in = PageTemplate.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("resource " + name + " is missing from the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the resource " + name, e);
    }
  }

  /** A policy under which the page runs these inline scripts, and fetches nothing at all. */
  static String contentSecurityPolicy(String... scripts) {
    StringBuilder policy = new StringBuilder("default-src 'none'; script-src");
    for (String script : scripts) {
      policy.append(" 'sha256-").append(sha256(script)).append('\'');
    }
    // Tooltips and SVG carry style attributes, which no hash can name; a PNG is painted from a
    // blob.
    return policy
        .append("; style-src 'unsafe-inline'; img-src blob:; base-uri 'none'; form-action 'none'")
        .toString();
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
