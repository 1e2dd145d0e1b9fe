package io.skiplane.harness.report.run;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.skiplane.descent.Point;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A CSV table of a run, read row by row. */
public final class RunTable {
  private final String name;
  private final NamedCsvRecord row;

  private RunTable(String name, NamedCsvRecord row) {
    this.name = name;
    this.row = row;
  }

  /** Reads a table; {@code each} is given every row. */
  static void read(Path file, Consumer<RunTable> each) throws IOException {
    String name = file.toString();
    try (CsvReader<NamedCsvRecord> csv =
        CsvReader.builder().ofNamedCsvRecord(Files.newBufferedReader(file))) {
      for (NamedCsvRecord row : csv) {
        each.accept(new RunTable(name, row));
      }
    } catch (CsvParseException e) {
      throw new RunFileException(name + " is not a table of a run: " + e.getMessage());
    } catch (CharacterCodingException e) {
      throw new RunFileException(name + " is not text in UTF-8");
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof CharacterCodingException) {
        throw new RunFileException(name + " is not text in UTF-8");
      }
      throw e.getCause();
    }
  }

  /** A field of the row. */
  public String text(String column) {
    return row.findField(column)
        .orElseThrow(
            () ->
                new RunFileException(
                    name + " has no column " + column + " in line " + row.getStartingLineNumber()));
  }

  /** A field that is a number; NaN where it is empty. */
  public double number(String column) {
    String text = text(column);
    try {
      return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw wrong(column, text, "number");
    }
  }

  /** A field that is a whole number. */
  public long whole(String column) {
    String text = text(column);
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw wrong(column, text, "whole number");
    }
  }

  /** A row of a trajectory. */
  public Point point() {
    return new Point(
        whole("step"),
        number("loss"),
        number("phi"),
        number("alignment"),
        number("squaredDistanceA"),
        number("squaredDistanceV"));
  }

  private RunFileException wrong(String column, String text, String what) {
    String shown = text.length() > 40 ? text.substring(0, 40) + "…" : text;
    return new RunFileException(
        name
            + ", line "
            + row.getStartingLineNumber()
            + ": "
            + column
            + " is "
            + shown
            + ", not a "
            + what);
  }
}
