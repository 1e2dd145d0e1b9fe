package io.skiplane.harness.checkpoint;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Texts of any length in the head of a checkpoint: the stream's own may have 64 KiB. */
public final class CheckpointText {
  private CheckpointText() {}

  /** Writes a text. */
  public static void write(DataOutputStream to, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    to.writeInt(bytes.length);
    to.write(bytes);
  }

  /** Reads it. */
  public static String read(DataInputStream from) throws IOException {
    return new String(from.readNBytes(from.readInt()), StandardCharsets.UTF_8);
  }

  /** Writes texts. */
  public static void writeAll(DataOutputStream to, List<String> texts) throws IOException {
    to.writeInt(texts.size());
    for (String text : texts) {
      write(to, text);
    }
  }

  /** Reads them. */
  public static List<String> readAll(DataInputStream from) throws IOException {
    List<String> texts = new ArrayList<>();
    for (int left = from.readInt(); left > 0; left--) {
      texts.add(read(from));
    }
    return texts;
  }
}
