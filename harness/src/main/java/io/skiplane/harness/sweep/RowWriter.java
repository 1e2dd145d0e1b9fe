package io.skiplane.harness.sweep;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.skiplane.harness.checkpoint.AppendedFile;
import io.skiplane.harness.checkpoint.AppendedFile.Mark;
import io.skiplane.harness.engine.Block;
import io.skiplane.harness.engine.BlockResult;
import io.skiplane.harness.engine.Ends;
import io.skiplane.harness.engine.Ledger;
import io.skiplane.harness.engine.Outcomes;
import io.skiplane.harness.store.Csv;
import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes results in any order and writes rows in the grid's order, as soon as what comes before them
 * has ended: the file is the same whoever ran the blocks, and a run's memory does not grow with it.
 */
final class RowWriter implements ResultRows {
  private final SweepTable table;
  private final Rows rows;
  private final Ledger ledger;
  private final AppendedFile file;
  private final CsvWriter csv;
  private final Iterator<Block> expected;

  /** Results whose turn has not come; the ledger knows nothing of them. */
  private final Map<Block, BlockResult> waiting = new HashMap<>();

  private @Nullable Block next;
  private int cells;

  /**
   * Goes on with a file.
   *
   * @param ledger what has run; told of results
   * @param file empty, or with a row for each student in the ledger already
   * @param empty whether it is
   */
  RowWriter(SweepSpec spec, Ledger ledger, AppendedFile file, boolean empty) {
    table = new SweepTable(spec);
    rows = spec.rows();
    this.ledger = ledger;
    this.file = file;
    csv = Csv.to(file);
    expected = ledger.missing().iterator();
    next = expected.hasNext() ? expected.next() : null;
    if (empty) {
      csv.writeRecord(table.columns().stream().map(Column::name).toList());
    }
    if (rows == Rows.CELL) {
      cells();
    }
  }

  @Override
  public void take(BlockResult result) {
    if (rows == Rows.CELL) {
      ledger.add(result);
      cells();
      return;
    }
    waiting.put(result.block(), result);
    while (next != null && waiting.containsKey(next)) {
      BlockResult due = waiting.remove(next);
      if (due != null) {
        students(due);
        ledger.add(due);
      }
      next = expected.hasNext() ? expected.next() : null;
    }
  }

  private void cells() {
    while (cells < ledger.cells().size()) {
      Outcomes outcomes = ledger.outcomes(cells);
      if (outcomes == null) {
        return;
      }
      csv.writeRecord(table.cell(cells, outcomes));
      cells++;
    }
  }

  private void students(BlockResult result) {
    Ends ends = result.ends();
    if (ends == null) {
      throw new IllegalStateException("a result without its students' ends");
    }
    for (int at = 0; at < ends.count(); at++) {
      csv.writeRecord(table.student(result.block().cell(), result.block().from() + at, ends, at));
    }
  }

  @Override
  public Mark mark() throws IOException {
    csv.flush();
    return file.mark();
  }

  @Override
  public void close() throws IOException {
    csv.close();
  }
}
