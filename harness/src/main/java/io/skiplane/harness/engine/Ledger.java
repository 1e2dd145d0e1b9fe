package io.skiplane.harness.engine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a run: which blocks of which cells have ended, and what they came to. A run that
 * goes on reads it back, and runs {@link #missing} blocks only. For one thread.
 */
public final class Ledger {
  private final List<Problem> cells;
  private final long students;
  private final List<Entry> entries = new ArrayList<>();
  private int ended;

  /** A cell: which of its blocks have ended, until all have. */
  private static final class Entry {
    private final long blockStudents;
    private final int blocks;
    private final BitSet done = new BitSet();
    private Tally tally = new Tally();
    private @Nullable Outcomes outcomes;

    Entry(long blockStudents, int blocks) {
      this.blockStudents = blockStudents;
      this.blocks = blocks;
    }
  }

  /**
   * Nothing is known yet.
   *
   * @param cells problems by index
   * @param students of each cell
   */
  public Ledger(List<Problem> cells, long students) {
    this.cells = List.copyOf(cells);
    this.students = students;
    for (Problem problem : cells) {
      long blockStudents = Math.min(students, problem.blockStudents());
      int blocks = Math.toIntExact(Math.ceilDiv(students, blockStudents));
      entries.add(new Entry(blockStudents, blocks));
    }
  }

  /** The problems. */
  public List<Problem> cells() {
    return cells;
  }

  /** Students of each cell. */
  public long studentsOfCell() {
    return students;
  }

  /**
   * Takes a result: of one block, or of neighbouring ones together.
   *
   * @throws IllegalStateException if one of them was taken before
   */
  public void add(BlockResult result) {
    Block block = result.block();
    Entry entry = entries.get(block.cell());
    int from = Math.toIntExact(block.from() / entry.blockStudents);
    int to = Math.toIntExact(Math.ceilDiv(block.to(), entry.blockStudents));
    int known = entry.done.nextSetBit(from);
    if (entry.outcomes != null || (known >= 0 && known < to)) {
      throw new IllegalStateException(block + " was taken twice");
    }
    entry.done.set(from, to);
    entry.tally.add(result.tally());
    settle(entry);
  }

  /** Once a cell has ended, only what it came to is kept. */
  private void settle(Entry entry) {
    if (entry.done.cardinality() == entry.blocks) {
      entry.outcomes = entry.tally.outcomes();
      entry.tally = new Tally();
      entry.done.clear();
      ended++;
    }
  }

  /** What became of a cell; null until all its students have ended. */
  public @Nullable Outcomes outcomes(int cell) {
    return entries.get(cell).outcomes;
  }

  /**
   * What became of all cells.
   *
   * @throws IllegalStateException if one has not ended
   */
  public List<Outcomes> all() {
    List<Outcomes> all = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry.outcomes == null) {
        throw new IllegalStateException("a cell has not ended");
      }
      all.add(entry.outcomes);
    }
    return all;
  }

  /** Cells that have ended. */
  public int endedCells() {
    return ended;
  }

  /** Students that have ended. */
  public long endedStudents() {
    return entries.stream().mapToLong(this::endedStudents).sum();
  }

  private long endedStudents(Entry entry) {
    return entry.outcomes == null ? entry.tally.students() : students;
  }

  /** The share of successes among the students of blocks that have ended; NaN if none has. */
  public double successShare() {
    long success = 0;
    for (Entry entry : entries) {
      success +=
          entry.outcomes == null ? entry.tally.count(Ending.SUCCESS) : entry.outcomes.success();
    }
    long students = endedStudents();
    return students == 0 ? Double.NaN : (double) success / students;
  }

  /** Lets a meter begin where this stands. */
  public void begin(Meter meter) {
    double done = 0;
    for (int cell = 0; cell < cells.size(); cell++) {
      done += cells.get(cell).weight() * endedStudents(entries.get(cell));
    }
    meter.begin(work(), done, endedStudents());
  }

  /** Work of all students together: nanoseconds of a thread, roughly. */
  public double work() {
    return cells.stream().mapToDouble(Problem::weight).sum() * students;
  }

  /** Blocks that have not ended now, in the order of cells and students. */
  public Iterable<Block> missing() {
    return missing(Comparator.naturalOrder());
  }

  /**
   * The same, longest students first: what is left at the end is short, so that no thread waits for
   * long.
   */
  public Iterable<Block> missingLongestFirst() {
    return missing(Comparator.comparingDouble(cell -> -cells.get(cell).weight()));
  }

  /** Made as they are asked for, from what is known now: perhaps by another thread. */
  private Iterable<Block> missing(Comparator<Integer> order) {
    List<Left> left = new ArrayList<>();
    IntStream.range(0, entries.size())
        .boxed()
        .filter(cell -> entries.get(cell).outcomes == null)
        .sorted(order)
        .forEach(cell -> left.add(left(cell)));
    return () -> left.stream().flatMap(Left::each).iterator();
  }

  private Left left(int cell) {
    Entry entry = entries.get(cell);
    BitSet done = entry.done.isEmpty() ? new BitSet(0) : (BitSet) entry.done.clone();
    return new Left(cell, students, entry.blockStudents, entry.blocks, done);
  }

  private record Left(int cell, long students, long blockStudents, int blocks, BitSet done) {
    Stream<Block> each() {
      return IntStream.range(0, blocks)
          .filter(block -> !done.get(block))
          .mapToObj(
              block ->
                  new Block(
                      cell,
                      block * blockStudents,
                      Math.min(students, (block + 1) * blockStudents)));
    }
  }

  /** Writes all that is known. */
  public void write(DataOutput to) throws IOException {
    for (Entry entry : entries) {
      to.writeBoolean(entry.outcomes != null);
      if (entry.outcomes != null) {
        entry.outcomes.write(to);
      } else {
        long[] words = entry.done.toLongArray();
        to.writeInt(words.length);
        for (long word : words) {
          to.writeLong(word);
        }
        entry.tally.write(to);
      }
    }
  }

  /** Reads what {@link #write} wrote, of the same cells, in place of what is known here. */
  public void read(DataInput from) throws IOException {
    ended = 0;
    for (Entry entry : entries) {
      if (from.readBoolean()) {
        entry.outcomes = Outcomes.read(from);
        ended++;
      } else {
        long[] words = new long[from.readInt()];
        for (int i = 0; i < words.length; i++) {
          words[i] = from.readLong();
        }
        entry.done.clear();
        entry.done.or(BitSet.valueOf(words));
        entry.tally = Tally.read(from);
      }
    }
  }
}
