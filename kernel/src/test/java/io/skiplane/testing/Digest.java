package io.skiplane.testing;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over bits. */
public final class Digest {
  private final MessageDigest sha;

  /** An empty digest. */
  public Digest() {
    try {
      sha = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Adds the bytes of a segment. */
  public Digest add(MemorySegment segment) {
    sha.update(segment.asByteBuffer());
    return this;
  }

  /** Adds the bits of a number. */
  public Digest add(double value) {
    sha.update(ByteBuffer.allocate(Double.BYTES).putDouble(value).flip());
    return this;
  }

  /** The first 32 hexadecimal digits. */
  public String hex() {
    return HexFormat.of().formatHex(sha.digest(), 0, 16);
  }
}
