package io.skiplane.harness.digest;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A digest of rows that were added in any order, and in any parts: each row has a SHA-256, and
 * these add up, as four numbers modulo 2⁶⁴. Rows that are missing, doubled or altered show.
 */
public final class RowsDigest implements Serializable {
  private static final long serialVersionUID = 1;
  private static final int WORDS = 4;
  private static final int NUMBERS = 6;
  private static final int TEXT_BYTES = 16;

  private final long[] sum = new long[WORDS];
  private long rows;
  private transient @Nullable MessageDigest sha;
  private transient @Nullable ByteBuffer row;

  /** Adds a row of two whole numbers and four others. */
  public void add(
      long first, long second, double third, double fourth, double fifth, double sixth) {
    if (sha == null || row == null) {
      sha = Digest.sha256();
      row = ByteBuffer.allocate(NUMBERS * Long.BYTES);
    }
    row.clear()
        .putLong(first)
        .putLong(second)
        .putLong(Double.doubleToLongBits(third))
        .putLong(Double.doubleToLongBits(fourth))
        .putLong(Double.doubleToLongBits(fifth))
        .putLong(Double.doubleToLongBits(sixth))
        .flip();
    sha.update(row);
    ByteBuffer hash = ByteBuffer.wrap(sha.digest());
    for (int word = 0; word < WORDS; word++) {
      sum[word] += hash.getLong();
    }
    rows++;
  }

  /** Adds other rows. */
  public void add(RowsDigest other) {
    for (int word = 0; word < WORDS; word++) {
      sum[word] += other.sum[word];
    }
    rows += other.rows;
  }

  /** The digest in hexadecimal. */
  public String text() {
    ByteBuffer all = ByteBuffer.allocate((WORDS + 1) * Long.BYTES).putLong(rows);
    for (long word : sum) {
      all.putLong(word);
    }
    return HexFormat.of().formatHex(Digest.sha256().digest(all.array()), 0, TEXT_BYTES);
  }

  /** Writes all of it. */
  public void write(DataOutput to) throws IOException {
    to.writeLong(rows);
    for (long word : sum) {
      to.writeLong(word);
    }
  }

  /** Reads what {@link #write} wrote, in place of what is here. */
  public void read(DataInput from) throws IOException {
    rows = from.readLong();
    for (int word = 0; word < WORDS; word++) {
      sum[word] = from.readLong();
    }
  }
}
