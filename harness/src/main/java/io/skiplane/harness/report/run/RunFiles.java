package io.skiplane.harness.report.run;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The files of a finished run.
 *
 * @param name of the run: its folder's
 * @param document what ran and what came of it
 * @param folder where its tables lie
 * @param places from a table's name to its place in the folder
 */
public record RunFiles(
    String name, RunDocument document, Path folder, UnaryOperator<String> places) {
  /** Documents that runs write; a folder holds one. */
  private static final List<String> DOCUMENTS =
      List.of("run.json", "train.json", "stress.json", "score.json");

  private static final long LARGEST_DOCUMENT = 1L << 28;

  /**
   * Opens the folder of a finished run.
   *
   * @throws IllegalArgumentException if it is none
   * @throws RunFileException if its document is not as a run writes it
   */
  public static RunFiles open(String name) throws IOException {
    Path folder = folder(name);
    List<Path> documents =
        DOCUMENTS.stream().map(folder::resolve).filter(Files::isRegularFile).toList();
    if (documents.isEmpty()) {
      throw new IllegalArgumentException(
          name
              + " holds no finished run: there is neither run.json nor train.json nor stress.json"
              + (Files.exists(folder.resolve("checkpoint"))
                  ? "; the run was stopped, and --resume goes on with it"
                  : ""));
    }
    if (documents.size() > 1) {
      throw new IllegalArgumentException(
          name + " holds more than one run: " + documents + "; a folder must hold one");
    }
    Path file = documents.getFirst();
    if (Files.size(file) > LARGEST_DOCUMENT) {
      throw new RunFileException(file + " is larger than any document of a run");
    }
    RunDocument document;
    try (var text = Files.newBufferedReader(file)) {
      document = JsonReader.read(file.toString(), text);
    } catch (CharacterCodingException e) {
      throw new RunFileException(file + " is not text in UTF-8");
    }
    return new RunFiles(name, document, folder, UnaryOperator.identity());
  }

  private static Path folder(String name) {
    try {
      Path folder = Path.of(name);
      if (!name.isBlank() && Files.isDirectory(folder)) {
        return folder;
      }
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("a folder cannot have that name: " + e.getReason(), e);
    }
    throw new IllegalArgumentException(name + " is not a folder; give that of a finished run");
  }

  /**
   * The files of a run that is just being written.
   *
   * @param document its text
   * @param place where the file of a name lies so far
   */
  public static RunFiles of(String document, java.util.function.Function<String, Path> place) {
    try {
      Path some = place.apply("document").toAbsolutePath();
      Path folder = some.getParent() == null ? some : some.getParent();
      return new RunFiles(
          String.valueOf(folder.getFileName()),
          JsonReader.read("the document", new StringReader(document)),
          folder,
          name -> String.valueOf(place.apply(name).getFileName()));
    } catch (IOException e) {
      throw new IllegalStateException("text cannot be read", e);
    }
  }

  /** Whether there is such a table. */
  public boolean holds(String table) {
    return Files.isRegularFile(path(table));
  }

  /** Reads a table row by row. */
  public void table(String table, Consumer<RunTable> each) throws IOException {
    if (!holds(table)) {
      throw new RunFileException(folder.resolve(table) + " is missing");
    }
    RunTable.read(path(table), each);
  }

  private Path path(String table) {
    return folder.resolve(places.apply(table));
  }
}
