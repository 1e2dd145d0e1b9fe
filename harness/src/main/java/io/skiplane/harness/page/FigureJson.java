package io.skiplane.harness.page;

import com.fasterxml.jackson.core.JsonGenerator;
import io.skiplane.harness.json.JsonText;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the figures draw, as JSON that may stand inside a {@code <script>}. */
final class FigureJson {
  private FigureJson() {}

  /** Every number in full; no character that could end the script or break a line of it. */
  static String of(String command, String title, List<Figure> figures) {
    // Outside strings, JSON has none of these.
    return JsonText.compact(to -> write(command, title, figures, to))
        .replace("&", "\\u0026")
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  private static void write(String command, String title, List<Figure> figures, JsonGenerator to)
      throws IOException {
    to.writeStringField("command", command);
    to.writeStringField("title", title);
    to.writeArrayFieldStart("figures");
    for (Figure figure : figures) {
      figure(figure, to);
    }
    to.writeEndArray();
  }

  private static void figure(Figure figure, JsonGenerator to) throws IOException {
    to.writeStartObject();
    to.writeStringField("id", figure.id());
    to.writeArrayFieldStart("columns");
    for (int i = 0; i < figure.data().names().size(); i++) {
      to.writeStartObject();
      to.writeStringField("name", figure.data().names().get(i));
      to.writeFieldName("values");
      value(figure.data().column(i), to);
      to.writeEndObject();
    }
    to.writeEndArray();
    to.writeArrayFieldStart("key");
    for (Key key : figure.key()) {
      to.writeStartObject();
      to.writeStringField("name", key.name());
      to.writeNumberField("hue", key.hue());
      to.writeEndObject();
    }
    to.writeEndArray();
    to.writeArrayFieldStart("charts");
    for (Chart chart : figure.charts()) {
      to.writeStartObject();
      to.writeStringField("id", chart.id());
      to.writeStringField("title", chart.title());
      to.writeStringField("kind", chart.kind().id());
      to.writeFieldName("settings");
      value(chart.settings(), to);
      to.writeEndObject();
    }
    to.writeEndArray();
    to.writeEndObject();
  }

  private static void value(@Nullable Object value, JsonGenerator to) throws IOException {
    switch (value) {
      case null -> to.writeNull();
      case String text -> to.writeString(text);
      case Boolean yes -> to.writeBoolean(yes);
      case Double x when !Double.isFinite(x) -> to.writeNull();
      case Double x -> to.writeNumber(x);
      case Integer n -> to.writeNumber(n);
      case Long n -> to.writeNumber(n);
      case List<?> list -> {
        to.writeStartArray();
        for (Object one : list) {
          value(one, to);
        }
        to.writeEndArray();
      }
      case Map<?, ?> map -> {
        to.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          to.writeFieldName(String.valueOf(entry.getKey()));
          value(entry.getValue(), to);
        }
        to.writeEndObject();
      }
      default -> throw new IllegalStateException(value.getClass() + " is nothing for a figure");
    }
  }
}
