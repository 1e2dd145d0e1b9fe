package io.skiplane.bench.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Why a file cannot be read or written, in words and without the name of a class. */
public final class FileProblem {
  private FileProblem() {}

  /** The reason. */
  public static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException missing -> missing.getFile() + " does not exist";
      case AccessDeniedException denied -> "permission denied for " + denied.getFile();
      case FileAlreadyExistsException exists -> exists.getFile() + " is in the way";
      case FileSystemException problem when problem.getReason() != null ->
          problem.getFile() + ": " + problem.getReason();
      case CharacterCodingException coding -> "it is not text in UTF-8";
      case JsonProcessingException json -> json.getOriginalMessage();
      default -> String.valueOf(e.getMessage());
    };
  }

  /** Reads a text out of a file's own. */
  @FunctionalInterface
  interface Parser<T> {
    T parse(String text) throws IOException;
  }

  /**
   * Reads and parses a file.
   *
   * @throws IllegalArgumentException if either cannot be done, with the reason
   */
  static <T> T read(Path file, Parser<T> parser) {
    String text;
    try {
      text = Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException("cannot read " + file + ": it does not exist", e);
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read " + file + ": " + reason(e), e);
    }
    try {
      return parser.parse(text);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          file + " is not JSON as the bench writes it: " + reason(e), e);
    }
  }
}
