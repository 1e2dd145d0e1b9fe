package io.skiplane.harness.spark;

import io.skiplane.harness.engine.Block;
import io.skiplane.harness.engine.BlockResult;
import io.skiplane.harness.engine.Ending;
import io.skiplane.harness.engine.Ends;
import io.skiplane.harness.engine.Tally;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Students as rows of Spark's, and back. */
final class StudentRows implements Serializable {
  private static final long serialVersionUID = 1;

  /** Of a row: what a tally is made of. */
  private static final String[] COUNTED = {
    "cell",
    "student",
    "outcome",
    "steps",
    "phi",
    "alignment",
    "squaredDistanceA",
    "squaredDistanceV"
  };

  private static final int NUMBERS = 4;

  private final CellValues cells;

  StudentRows(CellValues cells) {
    this.cells = cells;
  }

  StructType schema() {
    List<StructField> fields = new ArrayList<>();
    fields.add(field("cell", DataTypes.LongType));
    for (int i = 0; i < cells.names().size(); i++) {
      DataType type =
          switch (cells.values().getFirst().get(i)) {
            case Long whole -> DataTypes.LongType;
            case Double number -> DataTypes.DoubleType;
            default -> DataTypes.StringType;
          };
      fields.add(field(cells.names().get(i), type));
    }
    fields.add(field("student", DataTypes.LongType));
    fields.add(field("outcome", DataTypes.StringType));
    fields.add(field("steps", DataTypes.LongType));
    for (int i = NUMBERS; i < COUNTED.length; i++) {
      fields.add(field(COUNTED[i], DataTypes.DoubleType));
    }
    return DataTypes.createStructType(fields);
  }

  private static StructField field(String name, DataType type) {
    return DataTypes.createStructField(name, type, true);
  }

  /** The columns that {@link #counts} wants. */
  static String[] counted() {
    return COUNTED.clone();
  }

  /** Rows of a block's students, made as they are asked for. */
  Iterator<Row> rows(BlockResult result) {
    Ends ends = result.ends();
    if (ends == null) {
      throw new IllegalStateException("a result without its students' ends");
    }
    Block block = result.block();
    return IntStream.range(0, ends.count())
        .mapToObj(at -> row(block.cell(), block.from() + at, ends, at))
        .iterator();
  }

  private Row row(int cell, long student, Ends ends, int at) {
    List<@Nullable Object> row = new ArrayList<>();
    row.add((long) cell);
    row.addAll(cells.values().get(cell));
    row.add(student);
    row.add(ends.ending(at).id());
    row.add(ends.steps(at));
    row.add(number(ends.phi(at)));
    row.add(number(ends.alignment(at)));
    row.add(number(ends.squaredDistanceA(at)));
    row.add(number(ends.squaredDistanceV(at)));
    return RowFactory.create(row.toArray());
  }

  /** A student that has diverged has no numbers. */
  private static @Nullable Double number(double value) {
    return Double.isNaN(value) ? null : value;
  }

  /** Counts of neighbouring students together, from rows of {@link #counted} columns. */
  static Iterator<BlockResult> counts(Iterator<Row> rows) {
    List<BlockResult> results = new ArrayList<>();
    Tally tally = new Tally();
    int cell = -1;
    long from = 0;
    long to = 0;
    while (rows.hasNext()) {
      Row row = rows.next();
      if (row.getLong(0) != cell || row.getLong(1) != to) {
        if (to > from) {
          results.add(new BlockResult(new Block(cell, from, to), tally, null));
        }
        tally = new Tally();
        cell = Math.toIntExact(row.getLong(0));
        from = row.getLong(1);
        to = from;
      }
      tally.add(
          to,
          Ending.valueOf(row.getString(2).toUpperCase(Locale.ROOT)),
          row.getLong(3),
          number(row, NUMBERS),
          number(row, NUMBERS + 1),
          number(row, NUMBERS + 2),
          number(row, NUMBERS + 3));
      to++;
    }
    if (to > from) {
      results.add(new BlockResult(new Block(cell, from, to), tally, null));
    }
    return results.iterator();
  }

  private static double number(Row row, int column) {
    return row.isNullAt(column) ? Double.NaN : row.getDouble(column);
  }
}
