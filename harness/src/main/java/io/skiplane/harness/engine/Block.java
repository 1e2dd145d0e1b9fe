package io.skiplane.harness.engine;

import io.skiplane.descent.StudentTable;
import java.lang.foreign.Arena;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Consecutive students of one job, the unit of work that a thread takes.
 *
 * @param table the job's table, shared by its blocks
 * @param from first student
 * @param to student after the last
 */
record Block(Table table, long from, long to) {
  /** One job's table: made when the first of its blocks is taken, closed after the last. */
  static final class Table {
    private final int index;
    private final Job job;
    private final AtomicLong left;
    private @Nullable Arena arena;
    private @Nullable StudentTable students;

    Table(int index, Job job, long blocks) {
      this.index = index;
      this.job = job;
      left = new AtomicLong(blocks);
    }

    int index() {
      return index;
    }

    Job job() {
      return job;
    }

    /** Closed by {@link #close}, often by another thread. */
    @SuppressWarnings("MustBeClosedChecker")
    synchronized StudentTable open() {
      if (students == null) {
        arena = Arena.ofShared();
        students = StudentTable.allocate(arena, job.students());
      }
      return students;
    }

    /** Whether this was the last of the job's blocks; then the caller closes the table. */
    boolean endedOne() {
      return left.decrementAndGet() == 0;
    }

    synchronized void close() {
      if (arena != null) {
        arena.close();
        arena = null;
        students = null;
      }
    }
  }
}
