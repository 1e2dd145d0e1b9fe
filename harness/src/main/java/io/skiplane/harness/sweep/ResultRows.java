package io.skiplane.harness.sweep;

import io.skiplane.harness.checkpoint.AppendedFile.Mark;
import io.skiplane.harness.engine.Sink;
import java.io.IOException;

/** Takes results, and sees to it that they become rows. */
interface ResultRows extends Sink, AutoCloseable {
  /** Has the disk take all rows, and tells how far they are. */
  Mark mark() throws IOException;

  @Override
  void close() throws IOException;
}
