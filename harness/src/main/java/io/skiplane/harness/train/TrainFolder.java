package io.skiplane.harness.train;

import io.skiplane.harness.checkpoint.AppendedFile;
import io.skiplane.harness.checkpoint.CheckpointFile;
import io.skiplane.harness.checkpoint.RunLock;
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
 * The folder of a run: its results, which appear together at the end; and until then the points
 * written so far and the checkpoint, which stay if the run is stopped.
 */
final class TrainFolder implements AutoCloseable {
  static final String TRAJECTORY = "trajectory.csv";
  static final String OUTPUT_WEIGHT = "a.npy";
  static final String PATCH_WEIGHT = "v.npy";
  static final String DOCUMENT = "train.json";

  private static final String CHECKPOINT = "checkpoint";
  private static final String POINTS = "trajectory.part";
  private static final List<String> RESULTS =
      List.of(TRAJECTORY, OUTPUT_WEIGHT, PATCH_WEIGHT, DOCUMENT);

  private final StagedFiles staged;
  private final RunLock lock;
  private final Path checkpoint;
  private final Path points;

  private TrainFolder(StagedFiles staged, RunLock lock) {
    this.staged = staged;
    this.lock = lock;
    checkpoint = staged.folder().resolve(CHECKPOINT);
    points = staged.folder().resolve(POINTS);
  }

  /**
   * Opens the folder of a new run.
   *
   * @throws IllegalArgumentException if it cannot be written to, if another run is at work in it,
   *     or if it holds a run that was stopped
   */
  static TrainFolder create(String name) throws IOException {
    TrainFolder folder = open("--out", name);
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
  static TrainFolder goOn(String name) throws IOException {
    if (!Files.isDirectory(Path.of(name))) {
      throw new IllegalArgumentException(
          "--resume is " + name + "; it must name the folder of a run that was stopped");
    }
    TrainFolder folder = open("--resume", name);
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

  private static TrainFolder open(String option, String name) throws IOException {
    StagedFiles staged = StagedFiles.open(name, RESULTS);
    try {
      TrainFolder folder = new TrainFolder(staged, RunLock.take(option, staged.folder()));
      folder.sweep();
      return folder;
    } catch (IOException | RuntimeException e) {
      staged.close();
      throw e;
    }
  }

  /** Removes what a killed run has left under hidden names; no other run is at work here. */
  private void sweep() throws IOException {
    try (Stream<Path> files = Files.list(staged.folder())) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        boolean hidden = name.startsWith(".") && (name.endsWith(".tmp") || name.endsWith(".part"));
        boolean left =
            hidden
                && Stream.concat(RESULTS.stream(), Stream.of(CHECKPOINT))
                    .anyMatch(result -> name.contains("." + result + "."));
        if (left) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /** Its name, as commands take it. */
  Path path() {
    return staged.folder();
  }

  /** Where to write a result. */
  Path staged(String name) {
    return staged.staged(name);
  }

  /** Whether a run can go on from here. */
  boolean holdsCheckpoint() {
    return Files.exists(checkpoint);
  }

  /** Writes a checkpoint in place of the one before. */
  void save(TrainCheckpoint state, MemorySegment weights) throws IOException {
    CheckpointFile.write(checkpoint, state.encode(), weights);
  }

  /** Reads the checkpoint. */
  CheckpointFile.Content load(Arena arena) throws IOException {
    return CheckpointFile.read(checkpoint, arena);
  }

  /** The file of points: a new one, or that of the run that goes on. */
  AppendedFile points(AppendedFile.@Nullable Mark mark) throws IOException {
    return mark == null ? AppendedFile.create(points) : AppendedFile.goOn(points, mark);
  }

  /**
   * Gives the results their names. Until all have them, the checkpoint and the points stay, so that
   * a run that is killed meanwhile can go on.
   */
  List<Path> commit() throws IOException {
    Files.copy(points, staged(TRAJECTORY), StandardCopyOption.REPLACE_EXISTING);
    List<Path> files = staged.commit();
    discard();
    return files;
  }

  /** Removes what only a run that goes on would need. */
  void discard() throws IOException {
    Files.deleteIfExists(checkpoint);
    Files.deleteIfExists(points);
  }

  @Override
  public void close() throws IOException {
    if (!holdsCheckpoint()) {
      Files.deleteIfExists(points);
    }
    lock.close();
    staged.close();
  }
}
