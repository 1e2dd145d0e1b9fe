package io.skiplane.harness.sweep;

import io.skiplane.harness.checkpoint.AppendedFile.Mark;
import io.skiplane.harness.engine.BlockResult;
import io.skiplane.harness.engine.Ledger;
import java.nio.file.Files;
import java.nio.file.Path;

/** Rows of students that Spark has written to a folder by the time their counts come here. */
final class RowsFolder implements ResultRows {
  private static final Mark NOTHING = new Mark(0, 0);

  private final Ledger ledger;

  RowsFolder(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * Checks that the rows of a run that goes on are where its engine looks for them.
   *
   * @throws IllegalArgumentException if the other engine has written them
   */
  static void check(Path folder, String rows, boolean onSpark) {
    boolean begunOnSpark = Files.isDirectory(folder.resolve(rows));
    if (begunOnSpark && !onSpark) {
      throw new IllegalArgumentException(
          "--resume is "
              + folder
              + ", whose rows Spark has written: go on with --engine spark and its --master");
    }
    if (onSpark && !begunOnSpark) {
      throw new IllegalArgumentException(
          "--resume is "
              + folder
              + ", whose rows threads of one machine have written: go on with --engine threads");
    }
  }

  @Override
  public void take(BlockResult result) {
    ledger.add(result);
  }

  @Override
  public Mark mark() {
    return NOTHING;
  }

  @Override
  public void close() {}
}
