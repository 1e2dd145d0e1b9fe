package io.skiplane.harness.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * JSON written field by field: Jackson's object mapper would take longer to start than a short run
 * to end.
 */
public final class JsonText {
  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonText() {}

  /** Writes the fields of an object. */
  @FunctionalInterface
  public interface Fields {
    /** Writes them; the object is open. */
    void write(JsonGenerator to) throws IOException;
  }

  /** An object for people too, indented, ending with a line feed. */
  public static String indented(Fields fields) {
    return text(fields, true) + "\n";
  }

  /** An object in one line. */
  public static String compact(Fields fields) {
    return text(fields, false);
  }

  /** A number, or null where it is not finite: JSON has no NaN. */
  public static void number(JsonGenerator to, String name, double value) throws IOException {
    if (Double.isFinite(value)) {
      to.writeNumberField(name, value);
    } else {
      to.writeNullField(name);
    }
  }

  /** A count, or null where it is negative: for there is none. */
  public static void count(JsonGenerator to, String name, long value) throws IOException {
    if (value < 0) {
      to.writeNullField(name);
    } else {
      to.writeNumberField(name, value);
    }
  }

  private static String text(Fields fields, boolean indented) {
    StringWriter text = new StringWriter();
    try (JsonGenerator to = FACTORY.createGenerator(text)) {
      if (indented) {
        to.setPrettyPrinter(new DefaultPrettyPrinter());
      }
      to.writeStartObject();
      fields.write(to);
      to.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("the document cannot be written as JSON", e);
    }
    return text.toString();
  }
}
