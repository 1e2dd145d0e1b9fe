package io.skiplane.harness.npy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes an .npz file, numpy's zip archive of .npy members, one member after the other, each of any
 * length that need not be known before. The numbers of stored members are aligned to 64 bytes, so
 * that they can be mapped where they lie. The same members make the same bytes.
 */
public final class NpzWriter {
  private static final int ALIGNMENT = 64;
  private static final int BUFFER = 1 << 16;
  private static final int SIZES_AT = 14;

  private static final byte[] NOTHING = {};

  /** 1980-01-01, the first day that the format knows. */
  private static final int DATE = 0x21;

  /** An extra field that only fills up, as Android's zipalign writes it. */
  private static final int PADDING = 0xD935;

  private final FileChannel channel;
  private final List<ZipMember> members = new ArrayList<>();

  /** Writes to an empty file, which the caller closes. */
  public NpzWriter(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Begins an array. It is to be closed before another one begins.
   *
   * @param array its name, of letters, digits and underscores
   * @param deflated whether it is deflated, not stored as it is
   * @return takes the bytes of an .npy
   */
  public WritableByteChannel array(String array, boolean deflated) throws IOException {
    long header = channel.position();
    byte[] name = (array + ".npy").getBytes(StandardCharsets.US_ASCII);
    long begin = header + ZipFormat.LOCAL_BYTES + name.length + 20 + 4;
    int padding = (int) (-begin & (ALIGNMENT - 1));
    ByteBuffer bytes = buffer((int) (begin - header) + padding);
    bytes.putInt(ZipFormat.LOCAL);
    start(bytes, deflated);
    bytes.putInt(0); // the checksum, which is not known yet
    bytes.putInt((int) ZipFormat.ELSEWHERE).putInt((int) ZipFormat.ELSEWHERE);
    bytes.putShort((short) name.length).putShort((short) (20 + 4 + padding)).put(name);
    bytes.putShort((short) ZipFormat.EXTRA64).putShort((short) 16).putLong(0).putLong(0);
    bytes.putShort((short) PADDING).putShort((short) padding);
    write(bytes.position(bytes.capacity()).flip());
    return new Member(array + ".npy", header, channel.position(), name.length, deflated);
  }

  /** Writes the directory; the archive is complete then. */
  public void finish() throws IOException {
    long begin = channel.position();
    for (ZipMember member : members) {
      directory(member);
    }
    long end = channel.position();
    ByteBuffer bytes =
        buffer(ZipFormat.END64_BYTES + ZipFormat.LOCATOR64_BYTES + ZipFormat.END_BYTES);
    bytes.putInt(ZipFormat.END64).putLong(ZipFormat.END64_BYTES - 12L);
    bytes.putShort((short) ZipFormat.VERSION).putShort((short) ZipFormat.VERSION);
    bytes.putInt(0).putInt(0).putLong(members.size()).putLong(members.size());
    bytes.putLong(end - begin).putLong(begin);
    bytes.putInt(ZipFormat.LOCATOR64).putInt(0).putLong(end).putInt(1);
    bytes.putInt(ZipFormat.END).putInt(0);
    bytes.putShort((short) members.size()).putShort((short) members.size());
    bytes.putInt((int) ZipFormat.ELSEWHERE).putInt((int) ZipFormat.ELSEWHERE).putShort((short) 0);
    write(bytes.flip());
  }

  private void directory(ZipMember member) throws IOException {
    byte[] name = member.name().getBytes(StandardCharsets.US_ASCII);
    ByteBuffer bytes = buffer(ZipFormat.CENTRAL_BYTES + name.length + 28);
    bytes.putInt(ZipFormat.CENTRAL).putShort((short) ZipFormat.VERSION);
    start(bytes, member.deflated());
    bytes.putInt((int) member.crc());
    bytes.putInt((int) ZipFormat.ELSEWHERE).putInt((int) ZipFormat.ELSEWHERE);
    bytes.putShort((short) name.length).putShort((short) 28).putShort((short) 0);
    bytes.putLong(0).putInt((int) ZipFormat.ELSEWHERE).put(name);
    bytes.putShort((short) ZipFormat.EXTRA64).putShort((short) 24);
    bytes.putLong(member.size()).putLong(member.packed()).putLong(member.header());
    write(bytes.flip());
  }

  /** Version, flags, method, time and date. */
  private static void start(ByteBuffer to, boolean deflated) {
    to.putShort((short) ZipFormat.VERSION).putShort((short) 0);
    to.putShort((short) (deflated ? ZipFormat.DEFLATED : ZipFormat.STORED));
    to.putShort((short) 0).putShort((short) DATE);
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** The member that is being written. */
  private final class Member implements WritableByteChannel {
    private final String name;
    private final long header;
    private final long begin;
    private final int nameBytes;
    private final CRC32 crc = new CRC32();
    private final Deflater deflater;
    private final ByteBuffer packed = ByteBuffer.allocate(BUFFER);
    private final boolean deflated;
    private long size;
    private boolean open = true;

    Member(String name, long header, long begin, int nameBytes, boolean deflated) {
      this.name = name;
      this.header = header;
      this.begin = begin;
      this.nameBytes = nameBytes;
      this.deflated = deflated;
      deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
      int count = bytes.remaining();
      crc.update(bytes.duplicate());
      size += count;
      if (deflated) {
        deflater.setInput(bytes);
        while (!deflater.needsInput()) {
          deflate();
        }
        deflater.setInput(NOTHING); // It would ask the buffer again, whose memory may be gone.
      } else {
        NpzWriter.this.write(bytes);
      }
      return count;
    }

    private void deflate() throws IOException {
      packed.clear();
      deflater.deflate(packed);
      NpzWriter.this.write(packed.flip());
    }

    @Override
    public boolean isOpen() {
      return open;
    }

    /** Ends the member: its own header learns what was written. */
    @Override
    public void close() throws IOException {
      if (!open) {
        return;
      }
      open = false;
      try {
        if (deflated) {
          deflater.finish();
          while (!deflater.finished()) {
            deflate();
          }
        }
      } finally {
        deflater.end();
      }
      long end = channel.position();
      long length = end - begin;
      members.add(new ZipMember(name, deflated, crc.getValue(), length, size, header));
      channel.position(header + SIZES_AT);
      NpzWriter.this.write(buffer(Integer.BYTES).putInt((int) crc.getValue()).flip());
      channel.position(header + ZipFormat.LOCAL_BYTES + nameBytes + 4);
      NpzWriter.this.write(buffer(2 * Long.BYTES).putLong(size).putLong(length).flip());
      channel.position(end);
    }
  }
}
