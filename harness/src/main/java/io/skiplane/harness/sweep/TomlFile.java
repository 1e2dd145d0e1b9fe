package io.skiplane.harness.sweep;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/**
 * A sweep's description: keys named as the options, whose values are a number, a text as an option
 * takes it, an array of both, or a table of from, to, count and log.
 */
final class TomlFile {
  private static final long MOST_BYTES = 1 << 20;
  private static final String BASE = "sweep";
  private static final Set<String> RANGE = Set.of("from", "to", "count", "log");

  private final Path file;
  private final Map<String, Given> given = new LinkedHashMap<>();
  private @Nullable Given base;

  private TomlFile(Path file) {
    this.file = file;
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException naming file, line and remedy, if it is not such a description
   */
  static TomlFile read(Path file) {
    TomlFile toml = new TomlFile(file);
    toml.take(parse(file, text(file)));
    return toml;
  }

  /** The built-in sweep that it is based on, if it names one. */
  @Nullable Given base() {
    return base;
  }

  /** Its values by name. */
  Map<String, Given> given() {
    return given;
  }

  private static String text(Path file) {
    try {
      if (Files.isDirectory(file)) {
        throw new IllegalArgumentException(file + " is a folder; name a TOML file");
      }
      if (Files.size(file) > MOST_BYTES) {
        throw new IllegalArgumentException(
            file + " is larger than " + MOST_BYTES + " bytes; no sweep needs so many, give ranges");
      }
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException(
          file
              + " is neither a built-in sweep nor a file; the sweeps are phase, warmup, batch and"
              + " noise",
          e);
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(file + " is not UTF-8 text; save it as such", e);
    } catch (AccessDeniedException e) {
      throw new IllegalArgumentException(file + " may not be read; see to its permissions", e);
    } catch (IOException e) {
      throw new IllegalArgumentException(file + " could not be read: " + e.getMessage(), e);
    }
  }

  private static TomlParseResult parse(Path file, String text) {
    TomlParseResult result;
    try {
      result = Toml.parse(text);
    } catch (StackOverflowError | RuntimeException e) {
      throw new IllegalArgumentException(
          file + " is too strange for the TOML parser; write a value, text or array a key", e);
    }
    if (result.hasErrors()) {
      TomlParseError error = result.errors().getFirst();
      String reason = String.valueOf(error.getMessage()).replaceAll("[\\s\\p{Cntrl}]+", " ");
      throw new IllegalArgumentException(
          file
              + ", "
              + line(error.position())
              + " is not TOML: "
              + (reason.length() > 160 ? reason.substring(0, 160) + "…" : reason)
              + "; write lines such as k = [16, 25] or angle = \"0.1pi:0.9pi:9\"");
    }
    return result;
  }

  private static String line(@Nullable TomlPosition position) {
    return position == null ? "line 1" : "line " + position.line();
  }

  private void take(TomlTable table) {
    for (String key : table.keySet()) {
      String where = file + ", " + line(table.inputPositionOf(List.of(key))) + ": " + key;
      Object value = table.get(List.of(key));
      List<String> texts = new ArrayList<>();
      if (value instanceof TomlArray array) {
        for (int i = 0; i < array.size(); i++) {
          add(texts, array.get(i), where);
        }
        if (texts.isEmpty()) {
          throw new Given(List.of(), where).wrong("an empty array", "give at least one value");
        }
      } else {
        add(texts, value, where);
      }
      if (key.equals(BASE)) {
        base = new Given(texts, where);
      } else {
        given.put(key, new Given(texts, where));
      }
    }
  }

  private static void add(List<String> texts, @Nullable Object value, String where) {
    switch (value) {
      case Long number -> texts.add(number.toString());
      case Double number -> texts.add(number.toString());
      case String text -> texts.addAll(Given.option("", text).texts());
      case TomlTable range -> texts.add(range(range, where));
      case null, default ->
          throw new Given(List.of(), where)
              .wrong(
                  value == null ? "nothing" : kind(value),
                  "it must be a number, a text, an array of them, or {from, to, count}");
    }
  }

  private static String kind(Object value) {
    return switch (value) {
      case Boolean truth -> "a truth value";
      case TomlArray array -> "an array in an array";
      default -> "a date or time";
    };
  }

  private static String range(TomlTable table, String where) {
    Given given = new Given(List.of(), where);
    for (String key : table.keySet()) {
      if (!RANGE.contains(key)) {
        throw given.wrong(
            "a table with " + key, "a range has from, to, count and, for even ratios, log = true");
      }
    }
    StringBuilder text = new StringBuilder();
    for (String key : List.of("from", "to", "count")) {
      Object value = table.get(List.of(key));
      if (!(value instanceof Long || value instanceof Double || value instanceof String)) {
        throw given.wrong(
            "a table without a number " + key, "a range has from, to and count, all numbers");
      }
      text.append(text.isEmpty() ? "" : ":").append(value);
    }
    Object log = table.get(List.of("log"));
    if (log != null && !(log instanceof Boolean)) {
      throw given.wrong("a table whose log is " + log, "log is true or false");
    }
    return text + (Boolean.TRUE.equals(log) ? ":log" : "");
  }
}
