package io.skiplane.harness.report.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object of a JSON document that says in one sentence what it lacks. */
public final class RunDocument {
  private final String place;
  private final Map<String, @Nullable Object> fields;

  RunDocument(String place, Map<String, @Nullable Object> fields) {
    this.place = place;
    this.fields = fields;
  }

  /** Whether there is such a field, and it is not null. */
  public boolean has(String name) {
    return fields.get(name) != null;
  }

  /** The names of its fields, in order. */
  public List<String> names() {
    return List.copyOf(fields.keySet());
  }

  /** A field that is text. */
  public String text(String name) {
    if (fields.get(name) instanceof String text) {
      return text;
    }
    throw without(name, "text");
  }

  /** A field that is a whole number. */
  public long whole(String name) {
    if (fields.get(name) instanceof Long whole) {
      return whole;
    }
    throw without(name, "whole number");
  }

  /** A field that is a number; null stands for one that is not finite. */
  public double number(String name) {
    Object value = fields.get(name);
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    if (value == null && fields.containsKey(name)) {
      return Double.NaN;
    }
    throw without(name, "number");
  }

  /** A field that is true or false. */
  public boolean truth(String name) {
    if (fields.get(name) instanceof Boolean truth) {
      return truth;
    }
    throw without(name, "truth");
  }

  /** A field that is an object. */
  public RunDocument object(String name) {
    return object(name, fields.get(name));
  }

  /** A field that is a list of objects. */
  public List<RunDocument> objects(String name) {
    List<RunDocument> objects = new ArrayList<>();
    List<?> list = list(name);
    for (int i = 0; i < list.size(); i++) {
      objects.add(object(name + "[" + i + "]", list.get(i)));
    }
    return objects;
  }

  /** A field that is a list of texts. */
  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (Object one : list(name)) {
      if (!(one instanceof String text)) {
        throw without(name, "list of texts");
      }
      texts.add(text);
    }
    return texts;
  }

  /** A field, a number or a truth or a text, for people; empty if it is null. */
  public String plain(String name) {
    Object value = fields.get(name);
    return value == null ? "" : value instanceof Map || value instanceof List ? "…" : "" + value;
  }

  /** A field as it was read. */
  public @Nullable Object value(String name) {
    return fields.get(name);
  }

  private List<?> list(String name) {
    if (fields.get(name) instanceof List<?> list) {
      return list;
    }
    throw without(name, "list");
  }

  @SuppressWarnings("unchecked") // The reader makes no other maps.
  private RunDocument object(String name, @Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return new RunDocument(place + "." + name, (Map<String, @Nullable Object>) map);
    }
    throw without(name, "object");
  }

  private RunFileException without(String name, String what) {
    return new RunFileException(place + " has no " + what + " " + name);
  }
}
