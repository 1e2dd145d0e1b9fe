package io.skiplane.harness.digest;

import io.skiplane.descent.StudentTable;
import io.skiplane.model.Student;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The first 16 bytes of a SHA-256, in hexadecimal. */
public final class Digest {
  private static final int BYTES = 16;

  private Digest() {}

  /** Hash of a student's weights: a and then v as big-endian doubles. */
  public static String of(Student student) {
    MessageDigest sha = sha256();
    ByteBuffer number = ByteBuffer.allocate(Double.BYTES);
    for (long j = 0; j < student.shape().k(); j++) {
      sha.update(number.clear().putDouble(student.a(j)).flip());
    }
    for (long i = 0; i < student.shape().p(); i++) {
      sha.update(number.clear().putDouble(student.v(i)).flip());
    }
    return text(sha);
  }

  /** Hash of every student's state: all numbers of all rows as big-endian doubles. */
  public static String of(StudentTable table) {
    MessageDigest sha = sha256();
    ByteBuffer row = ByteBuffer.allocate(StudentTable.FIELDS * Double.BYTES);
    for (long student = 0; student < table.count(); student++) {
      row.clear();
      for (int field = 0; field < StudentTable.FIELDS; field++) {
        row.putLong(Double.doubleToLongBits(table.number(student, field)));
      }
      sha.update(row.flip());
    }
    return text(sha);
  }

  /** The hash of what was added so far. */
  public static String text(MessageDigest sha) {
    return HexFormat.of().formatHex(sha.digest(), 0, BYTES);
  }

  /** An empty hash to add to. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JVM has no SHA-256, which every JVM must have", e);
    }
  }
}
