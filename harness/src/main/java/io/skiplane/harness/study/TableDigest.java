package io.skiplane.harness.study;

import io.skiplane.descent.StudentTable;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Hash of every student's final state: the first 16 bytes of the SHA-256 of all numbers of all
 * rows, big-endian doubles in the order of the students, in hexadecimal.
 */
final class TableDigest {
  private static final int BYTES = 16;

  private TableDigest() {}

  static String of(StudentTable table) {
    MessageDigest sha = sha256();
    ByteBuffer row = ByteBuffer.allocate(StudentTable.FIELDS * Double.BYTES);
    for (long student = 0; student < table.count(); student++) {
      row.clear();
      for (int field = 0; field < StudentTable.FIELDS; field++) {
        row.putLong(Double.doubleToLongBits(table.number(student, field)));
      }
      sha.update(row.flip());
    }
    return HexFormat.of().formatHex(sha.digest(), 0, BYTES);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JVM has no SHA-256, which every JVM must have", e);
    }
  }
}
