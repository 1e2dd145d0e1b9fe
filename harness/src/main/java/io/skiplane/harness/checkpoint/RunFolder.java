package io.skiplane.harness.checkpoint;

import io.skiplane.harness.store.StagedFiles;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a run: its results, which appear together at the end; and until then the
 * checkpoint, and the part of a result written so far, which stay if the run is stopped.
 */
public final class RunFolder implements AutoCloseable {
  private static final String CHECKPOINT = "checkpoint";

  /** Of the run, for those who watch it. */
  private static final String COUNTERS = "counters";

  private final StagedFiles staged;
  private final RunLock lock;
  private final Path checkpoint;
  private final Path part;

  /**
   * What such a folder holds.
   *
   * @param results names of the files there will be, in the order in which they appear
   * @param part name of the file that a run writes to as it goes
   */
  public record Layout(List<String> results, String part) {
    /** Copies the list. */
    public Layout {
      results = List.copyOf(results);
    }
  }

  private RunFolder(StagedFiles staged, RunLock lock, String part) {
    this.staged = staged;
    this.lock = lock;
    checkpoint = staged.folder().resolve(CHECKPOINT);
    this.part = staged.folder().resolve(part);
  }

  /**
   * Opens the folder of a new run.
   *
   * @throws IllegalArgumentException if it cannot be written to, if another run is at work in it,
   *     or if it holds a run that was stopped
   */
  public static RunFolder create(String name, Layout layout) throws IOException {
    RunFolder folder = open("--out", name, layout);
    if (Files.exists(folder.checkpoint)) {
      folder.close();
      throw new IllegalArgumentException(
          "--out is "
              + name
              + ", which holds a run that was stopped: go on with it by --resume "
              + name
              + ", or remove "
              + folder.checkpoint);
    }
    return folder;
  }

  /**
   * Opens the folder of a run that was stopped.
   *
   * @throws IllegalArgumentException if another run is at work in it, or if there is no checkpoint
   */
  public static RunFolder goOn(String name, Layout layout) throws IOException {
    if (!Files.isDirectory(Path.of(name))) {
      throw new IllegalArgumentException(
          "--resume is " + name + "; it must name the folder of a run that was stopped");
    }
    RunFolder folder = open("--resume", name, layout);
    if (!Files.exists(folder.checkpoint)) {
      folder.close();
      throw new IllegalArgumentException(
          "--resume is "
              + name
              + ", which holds no checkpoint: the run there has ended, or was stopped before its"
              + " first one and must be started anew");
    }
    return folder;
  }

  private static RunFolder open(String option, String name, Layout layout) throws IOException {
    StagedFiles staged = StagedFiles.open(name, layout.results());
    try {
      RunFolder folder =
          new RunFolder(staged, RunLock.take(option, staged.folder()), layout.part());
      folder.tidy(layout);
      return folder;
    } catch (IOException | RuntimeException e) {
      staged.close();
      throw e;
    }
  }

  /** Removes what a killed run has left under hidden names; no other run is at work here. */
  private void tidy(Layout layout) throws IOException {
    try (Stream<Path> files = Files.list(staged.folder())) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        boolean hidden = name.startsWith(".") && (name.endsWith(".tmp") || name.endsWith(".part"));
        boolean left =
            hidden
                && Stream.concat(layout.results().stream(), Stream.of(CHECKPOINT, COUNTERS))
                    .anyMatch(result -> name.contains("." + result + "."));
        if (left) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /** Its name, as commands take it. */
  public Path path() {
    return staged.folder();
  }

  /** Where to write a result. */
  public Path staged(String name) {
    return staged.staged(name);
  }

  /** Writes text in UTF-8 to the result that will have this name. */
  public void write(String name, String text) throws IOException {
    staged.write(name, text);
  }

  /** Whether a run can go on from here. */
  public boolean holdsCheckpoint() {
    return Files.exists(checkpoint);
  }

  /** Writes a checkpoint in place of the one before. */
  public void save(byte[] head, MemorySegment body) throws IOException {
    CheckpointFile.write(checkpoint, head, body);
  }

  /** Reads the checkpoint. */
  public CheckpointFile.Content load(Arena arena) throws IOException {
    return CheckpointFile.read(checkpoint, arena);
  }

  /** The file that is written to as the run goes: a new one, or that of the run that goes on. */
  public AppendedFile part(AppendedFile.@Nullable Mark mark) throws IOException {
    return mark == null ? AppendedFile.create(part) : AppendedFile.goOn(part, mark);
  }

  /** Makes what was written as the run went a result: it will have this name. */
  public void stagePart(String result) throws IOException {
    Files.copy(part, staged(result), StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Gives the results their names. Until all have them, the checkpoint and the part stay, so that a
   * run that is killed meanwhile can go on.
   */
  public List<Path> commit() throws IOException {
    List<Path> files = publish();
    discard();
    return files;
  }

  /** Gives the results of a run that was stopped their names; the checkpoint and the part stay. */
  public List<Path> publish() throws IOException {
    return staged.commit();
  }

  /** Removes what only a run that goes on would need. */
  public void discard() throws IOException {
    Files.deleteIfExists(checkpoint);
    Files.deleteIfExists(part);
  }

  @Override
  public void close() throws IOException {
    if (!holdsCheckpoint()) {
      Files.deleteIfExists(part);
    }
    lock.close();
    staged.close();
  }
}
