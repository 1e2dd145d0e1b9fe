package io.skiplane.harness.engine;

import io.skiplane.harness.digest.RowsDigest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts of students' ends, which add up in any order: to those of a cell from its blocks', whoever
 * ran them. Not safe for use by two threads at once.
 */
public final class Tally implements Serializable {
  private static final long serialVersionUID = 1;

  private final long[] endings = new long[Ending.values().length];
  private final RowsDigest digest = new RowsDigest();

  /** How many successes took how many steps. */
  private final Map<Long, Long> steps = new HashMap<>();

  private long studentSteps;
  private long firstTrapped = -1;
  private long firstTrappedSteps;

  /** Counts students of a block. */
  void add(Block block, Ends ends) {
    for (int row = 0; row < ends.count(); row++) {
      add(
          block.from() + row,
          ends.ending(row),
          ends.steps(row),
          ends.phi(row),
          ends.alignment(row),
          ends.squaredDistanceA(row),
          ends.squaredDistanceV(row));
    }
  }

  /** Counts a student, whose end is as {@link Ends} has it. */
  public void add(
      long student,
      Ending ending,
      long count,
      double phi,
      double alignment,
      double squaredDistanceA,
      double squaredDistanceV) {
    endings[ending.code()]++;
    studentSteps += count;
    if (ending == Ending.SUCCESS) {
      steps.merge(count, 1L, Long::sum);
    } else if (ending == Ending.TRAPPED) {
      trapped(student, count);
    }
    digest.add(
        student, count << 2 | ending.code(), phi, alignment, squaredDistanceA, squaredDistanceV);
  }

  /** Adds other students' counts. */
  public void add(Tally other) {
    for (int code = 0; code < endings.length; code++) {
      endings[code] += other.endings[code];
    }
    other.steps.forEach((count, students) -> steps.merge(count, students, Long::sum));
    studentSteps += other.studentSteps;
    if (other.firstTrapped >= 0) {
      trapped(other.firstTrapped, other.firstTrappedSteps);
    }
    digest.add(other.digest);
  }

  private void trapped(long student, long count) {
    if (firstTrapped < 0 || student < firstTrapped) {
      firstTrapped = student;
      firstTrappedSteps = count;
    }
  }

  /** Number of students counted. */
  public long students() {
    long sum = 0;
    for (long count : endings) {
      sum += count;
    }
    return sum;
  }

  /** Steps that they took together. */
  public long studentSteps() {
    return studentSteps;
  }

  /** Number of those that ended so. */
  long count(Ending ending) {
    return endings[ending.code()];
  }

  /** What they come to. */
  public Outcomes outcomes() {
    return new Outcomes(
        students(),
        endings[Ending.SUCCESS.code()],
        endings[Ending.TRAPPED.code()],
        endings[Ending.UNDECIDED.code()],
        endings[Ending.DIVERGED.code()],
        median(),
        studentSteps,
        firstTrapped,
        firstTrappedSteps,
        digest.text());
  }

  /** The lower median of the successes' steps; −1 if there is none. */
  private long median() {
    long left = (endings[Ending.SUCCESS.code()] + 1) / 2;
    for (Map.Entry<Long, Long> entry : new TreeMap<>(steps).entrySet()) {
      left -= entry.getValue();
      if (left <= 0) {
        return entry.getKey();
      }
    }
    return -1;
  }

  /** Writes all of it. */
  public void write(DataOutput to) throws IOException {
    for (long count : endings) {
      to.writeLong(count);
    }
    to.writeLong(studentSteps);
    to.writeLong(firstTrapped);
    to.writeLong(firstTrappedSteps);
    digest.write(to);
    to.writeInt(steps.size());
    for (Map.Entry<Long, Long> entry : steps.entrySet()) {
      to.writeLong(entry.getKey());
      to.writeLong(entry.getValue());
    }
  }

  /** Reads what {@link #write} wrote. */
  public static Tally read(DataInput from) throws IOException {
    Tally tally = new Tally();
    for (int code = 0; code < tally.endings.length; code++) {
      tally.endings[code] = from.readLong();
    }
    tally.studentSteps = from.readLong();
    tally.firstTrapped = from.readLong();
    tally.firstTrappedSteps = from.readLong();
    tally.digest.read(from);
    for (int left = from.readInt(); left > 0; left--) {
      tally.steps.put(from.readLong(), from.readLong());
    }
    return tally;
  }

  /** On its way to another machine: as {@link #write} packs it, in a tenth of the bytes. */
  private Object writeReplace() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      write(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Packed(bytes.toByteArray());
  }

  private void readObject(ObjectInputStream from) throws InvalidObjectException {
    throw new InvalidObjectException("a tally travels packed");
  }

  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Packed(byte[] bytes) implements Serializable {
    private Object readResolve() {
      try {
        return read(new DataInputStream(new ByteArrayInputStream(bytes)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
