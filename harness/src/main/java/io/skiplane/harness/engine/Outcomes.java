package io.skiplane.harness.engine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;

/**
 * What became of the students of one cell.
 *
 * @param students how many ran
 * @param success how many reached the global optimum
 * @param trapped how many ended at the spurious one
 * @param undecided how many were neither when the limit of steps was reached
 * @param diverged how many left the finite range
 * @param stepsMedian median steps of the successes; −1 if there is none
 * @param studentSteps steps of all students together
 * @param firstTrapped number of the first trapped student; −1 if there is none
 * @param firstTrappedSteps steps it took
 * @param digest of every student's end, whatever the order that they ran in
 */
public record Outcomes(
    long students,
    long success,
    long trapped,
    long undecided,
    long diverged,
    long stepsMedian,
    long studentSteps,
    long firstTrapped,
    long firstTrappedSteps,
    String digest)
    implements Serializable {

  /** Writes all of it. */
  public void write(DataOutput to) throws IOException {
    to.writeLong(students);
    to.writeLong(success);
    to.writeLong(trapped);
    to.writeLong(undecided);
    to.writeLong(diverged);
    to.writeLong(stepsMedian);
    to.writeLong(studentSteps);
    to.writeLong(firstTrapped);
    to.writeLong(firstTrappedSteps);
    to.writeUTF(digest);
  }

  /** Reads what {@link #write} wrote. */
  public static Outcomes read(DataInput from) throws IOException {
    return new Outcomes(
        from.readLong(),
        from.readLong(),
        from.readLong(),
        from.readLong(),
        from.readLong(),
        from.readLong(),
        from.readLong(),
        from.readLong(),
        from.readLong(),
        from.readUTF());
  }
}
