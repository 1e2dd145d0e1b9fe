package io.skiplane.harness.report.run;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON read into maps, lists, texts, Longs, Doubles and Booleans. */
final class JsonReader {
  private static final int DEEPEST = 50;
  private static final int LONGEST_TEXT = 100_000;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(LONGEST_TEXT)
                  .build())
          .build();

  private JsonReader() {}

  /**
   * Reads the one object of a document.
   *
   * @param name of the file, for the sentence of an error
   */
  static RunDocument read(String name, Reader from) throws IOException {
    try (JsonParser json = FACTORY.createParser(from)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new RunFileException(name + " is not a JSON object");
      }
      RunDocument document = new RunDocument(name, object(json));
      if (json.nextToken() != null) {
        throw new RunFileException(name + " goes on after its JSON object");
      }
      return document;
    } catch (JsonProcessingException e) {
      throw new RunFileException(
          name
              + " is not a document of a run: "
              + e.getOriginalMessage()
              + (e.getLocation() == null ? "" : " in line " + e.getLocation().getLineNr()));
    }
  }

  private static Map<String, @Nullable Object> object(JsonParser json) throws IOException {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      fields.put(name, value(json));
    }
    return fields;
  }

  private static @Nullable Object value(JsonParser json) throws IOException {
    return switch (json.currentToken()) {
      case START_OBJECT -> object(json);
      case START_ARRAY -> {
        List<@Nullable Object> list = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          list.add(value(json));
        }
        yield list;
      }
      case VALUE_STRING -> json.getText();
      case VALUE_NUMBER_INT -> json.getLongValue();
      case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }
}
