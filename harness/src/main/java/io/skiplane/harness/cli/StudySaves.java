package io.skiplane.harness.cli;

import io.skiplane.harness.checkpoint.AppendedFile.Mark;
import io.skiplane.harness.checkpoint.CheckpointFile;
import io.skiplane.harness.checkpoint.RunFolder;
import io.skiplane.harness.checkpoint.StudyCheckpoint;
import io.skiplane.harness.engine.Ledger;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Locale;

/** Saves a study of many students in its folder, and tells people how to go on with it. */
public final class StudySaves {
  private static final Mark NOTHING_WRITTEN = new Mark(0, 0);

  private final String command;
  private final List<String> arguments;
  private final double secondsBefore;
  private final RunFolder folder;
  private final long begin = System.nanoTime();
  private final byte[] ledger;
  private final Mark written;

  /**
   * Of a run that begins.
   *
   * @param command its name
   * @param arguments of the command, as another run can be given them
   * @param secondsBefore that earlier processes have run
   */
  public StudySaves(
      String command, List<String> arguments, double secondsBefore, RunFolder folder) {
    this(command, arguments, secondsBefore, folder, new byte[0], NOTHING_WRITTEN);
  }

  private StudySaves(
      String command,
      List<String> arguments,
      double secondsBefore,
      RunFolder folder,
      byte[] ledger,
      Mark written) {
    this.command = command;
    this.arguments = arguments;
    this.secondsBefore = secondsBefore;
    this.folder = folder;
    this.ledger = ledger;
    this.written = written;
  }

  /** Of the run that was stopped in a folder. */
  public static StudySaves read(String command, RunFolder folder) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      CheckpointFile.Content content = folder.load(arena);
      StudyCheckpoint state =
          StudyCheckpoint.decode(content.head(), command, folder.path().toString());
      return new StudySaves(
          command,
          state.arguments(),
          state.seconds(),
          folder,
          content.body().toArray(ValueLayout.JAVA_BYTE),
          state.written());
    }
  }

  /** Brings a ledger of the same cells to where that of the stopped run was. */
  public void restore(Ledger to) throws IOException {
    to.read(new DataInputStream(new ByteArrayInputStream(ledger)));
  }

  /** Saves a run that writes nothing as it goes. */
  public void save(Ledger from) throws IOException {
    save(from, NOTHING_WRITTEN);
  }

  /** Saves a run that has written so far. */
  public void save(Ledger from, Mark mark) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    from.write(new DataOutputStream(bytes));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment body = arena.allocate(bytes.size());
      MemorySegment.copy(bytes.toByteArray(), 0, body, ValueLayout.JAVA_BYTE, 0, bytes.size());
      folder.save(StudyCheckpoint.of(command, arguments, seconds(), mark).encode(), body);
    }
  }

  /** Of the command, as the run was begun. */
  public List<String> arguments() {
    return arguments;
  }

  /** How far the stopped run had written. */
  public Mark written() {
    return written;
  }

  /** The run's folder. */
  public RunFolder folder() {
    return folder;
  }

  /** Seconds that the run has taken, with those of earlier processes. */
  public double seconds() {
    return secondsBefore + (System.nanoTime() - begin) / 1e9;
  }

  /** What to say of a run that was stopped. */
  public String stopped(Ledger at) {
    return String.format(
        Locale.ROOT,
        "Stopped after %,d of %,d students. %s",
        at.endedStudents(),
        at.studentsOfCell() * at.cells().size(),
        ResumeSentence.of(command, folder));
  }

  /** A failure to write, with what to do about it. */
  public IOException failed(Exception e) {
    return ResumeSentence.failed(command, folder, e);
  }
}
