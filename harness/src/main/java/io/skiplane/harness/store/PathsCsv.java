package io.skiplane.harness.store;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.skiplane.descent.Point;
import io.skiplane.harness.study.Path;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** The table {@code paths.csv} of a reproduction: a row for each point of the paths shown. */
public final class PathsCsv {
  /** Its name. */
  public static final String NAME = "paths.csv";

  private PathsCsv() {}

  /** The table; a teacher that is not known leaves its fields empty. */
  public static String of(List<Path> paths) {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = Csv.to(text)) {
      csv.writeRecord(
          "path",
          "variant",
          "k",
          "student",
          "teacherSquaredNorm",
          "teacherSum",
          "step",
          "loss",
          "phi",
          "alignment",
          "squaredDistanceA",
          "squaredDistanceV");
      for (Path path : paths) {
        for (Point point : path.points()) {
          csv.writeRecord(
              path.name(),
              path.variant().id(),
              Long.toString(path.k()),
              Long.toString(path.student()),
              number(path.teacherSquaredNorm()),
              number(path.teacherSum()),
              Long.toString(point.step()),
              Double.toString(point.loss()),
              Double.toString(point.phi()),
              Double.toString(point.alignment()),
              Double.toString(point.squaredDistanceA()),
              Double.toString(point.squaredDistanceV()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "" : Double.toString(value);
  }
}
