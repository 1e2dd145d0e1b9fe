package io.skiplane.harness.train;

import io.skiplane.model.Student;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Hash of a student's weights: the first 16 bytes of the SHA-256 of a and then v as big-endian
 * doubles, in hexadecimal.
 */
final class StudentDigest {
  private static final int BYTES = 16;

  private StudentDigest() {}

  static String of(Student student) {
    MessageDigest sha = sha256();
    ByteBuffer number = ByteBuffer.allocate(Double.BYTES);
    for (long j = 0; j < student.shape().k(); j++) {
      sha.update(number.clear().putDouble(student.a(j)).flip());
    }
    for (long i = 0; i < student.shape().p(); i++) {
      sha.update(number.clear().putDouble(student.v(i)).flip());
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
