package io.skiplane.harness.npy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads the directory of a zip archive: which members it has and where. The JDK's own reader does
 * not tell where, and stored members are to be mapped where they lie.
 *
 * <p>No length that the archive claims is allocated, or believed before it is compared with the
 * file's.
 */
final class ZipDirectory {
  private static final int MOST_MEMBERS = 10_000;
  private static final int MOST_BYTES = 1 << 24;
  private static final String AGAIN = "save or copy it again";

  private final NpySource archive;
  private final Map<String, ZipMember> members = new LinkedHashMap<>();

  private ZipDirectory(NpySource archive) {
    this.archive = archive;
  }

  /**
   * The members, in the directory's order.
   *
   * @throws IllegalArgumentException in one sentence, if the directory is not that of a whole
   *     archive of stored and deflated members
   */
  static Map<String, ZipMember> of(NpySource archive) throws IOException {
    ZipDirectory directory = new ZipDirectory(archive);
    directory.read();
    return directory.members;
  }

  /** Where the directory lies, and how many members it has. */
  private record Place(long begin, long bytes, long count, long limit) {}

  private void read() throws IOException {
    Place place = place();
    boolean inside = place.begin >= 0 && place.bytes >= 0 && place.begin <= place.limit;
    if (!inside || place.bytes != place.limit - place.begin) {
      throw archive.wrong(
          "has a zip directory of %d bytes from byte %d on, which does not fit the file; %s",
          place.bytes, place.begin, AGAIN);
    }
    if (place.count < 0 || place.count > MOST_MEMBERS || place.bytes > MOST_BYTES) {
      throw archive.wrong(
          "has a zip directory of %s members and %d bytes; at most %d and %d are read",
          Long.toUnsignedString(place.count), place.bytes, MOST_MEMBERS, MOST_BYTES);
    }
    ByteBuffer bytes = piece(place.begin, (int) place.bytes);
    for (long i = 0; i < place.count; i++) {
      ZipMember member = member(bytes);
      if (member.packed() > place.begin || member.header() > place.begin - member.packed()) {
        throw damaged();
      }
      if (members.put(member.name(), member) != null) {
        throw archive.wrong(
            "has two members of the name %s; save it again with numpy.savez",
            NpyHeader.shown(member.name()));
      }
    }
    if (bytes.hasRemaining()) {
      throw damaged();
    }
  }

  /** Finds the end record, which says it; a comment may stand behind it. */
  private Place place() throws IOException {
    int most = (int) Math.min(archive.size(), ZipFormat.END_BYTES + 0xFFFFL);
    ByteBuffer tail = piece(archive.size() - most, most);
    for (int at = most - ZipFormat.END_BYTES; at >= 0; at--) {
      int comment = Short.toUnsignedInt(tail.getShort(at + 20));
      if (tail.getInt(at) == ZipFormat.END && at + ZipFormat.END_BYTES + comment == most) {
        return place(tail, at, archive.size() - most + at);
      }
    }
    throw archive.wrong(
        "is cut short or no .npz: no end of a zip directory is in it; save it with numpy.savez");
  }

  private Place place(ByteBuffer tail, int at, long end) throws IOException {
    long disks = Short.toUnsignedLong(tail.getShort(at + 4));
    disks |= Short.toUnsignedLong(tail.getShort(at + 6));
    long count = Short.toUnsignedLong(tail.getShort(at + 10));
    long bytes = Integer.toUnsignedLong(tail.getInt(at + 12));
    long begin = Integer.toUnsignedLong(tail.getInt(at + 16));
    boolean elsewhere =
        count == ZipFormat.ELSEWHERE_16
            || bytes == ZipFormat.ELSEWHERE
            || begin == ZipFormat.ELSEWHERE;
    long locator = end - ZipFormat.LOCATOR64_BYTES;
    if (elsewhere && locator >= 0) {
      ByteBuffer found = piece(locator, ZipFormat.LOCATOR64_BYTES);
      if (found.getInt(0) == ZipFormat.LOCATOR64) {
        return place64(found.getLong(8), locator);
      }
    }
    if (disks != 0 || count != Short.toUnsignedLong(tail.getShort(at + 8))) {
      throw archive.wrong("is one part of several; join them to one file");
    }
    return new Place(begin, bytes, count, end);
  }

  private Place place64(long at, long limit) throws IOException {
    if (at < 0 || at != limit - ZipFormat.END64_BYTES) {
      throw damaged();
    }
    ByteBuffer end = piece(at, ZipFormat.END64_BYTES);
    if (end.getInt(0) != ZipFormat.END64) {
      throw damaged();
    }
    return new Place(end.getLong(48), end.getLong(40), end.getLong(32), at);
  }

  private ZipMember member(ByteBuffer from) {
    if (from.remaining() < ZipFormat.CENTRAL_BYTES || from.getInt() != ZipFormat.CENTRAL) {
      throw damaged();
    }
    from.getInt(); // versions
    int flags = Short.toUnsignedInt(from.getShort());
    int method = Short.toUnsignedInt(from.getShort());
    from.getInt(); // time and date
    long crc = Integer.toUnsignedLong(from.getInt());
    long packed = Integer.toUnsignedLong(from.getInt());
    long size = Integer.toUnsignedLong(from.getInt());
    int nameBytes = Short.toUnsignedInt(from.getShort());
    int extraBytes = Short.toUnsignedInt(from.getShort());
    int commentBytes = Short.toUnsignedInt(from.getShort());
    from.getLong(); // disk and attributes
    long header = Integer.toUnsignedLong(from.getInt());
    if (from.remaining() < nameBytes + extraBytes + commentBytes) {
      throw damaged();
    }
    byte[] name = new byte[nameBytes];
    from.get(name);
    ByteBuffer extra = from.slice(from.position(), extraBytes).order(ByteOrder.LITTLE_ENDIAN);
    from.position(from.position() + extraBytes + commentBytes);
    ByteBuffer wide = extra64(extra);
    size = wide(size, wide);
    packed = wide(packed, wide);
    header = wide(header, wide);
    String text = new String(name, StandardCharsets.UTF_8);
    checkReadable(text, flags, method);
    if (size < 0 || packed < 0 || header < 0 || method == ZipFormat.STORED && packed != size) {
      throw damaged();
    }
    return new ZipMember(text, method == ZipFormat.DEFLATED, crc, packed, size, header);
  }

  private void checkReadable(String name, int flags, int method) {
    if ((flags & ZipFormat.ENCRYPTED) != 0) {
      throw archive.wrong("has the encrypted member %s; save it plain", NpyHeader.shown(name));
    }
    if (method != ZipFormat.STORED && method != ZipFormat.DEFLATED) {
      throw archive.wrong(
          "has the member %s packed by method %d; stored and deflated ones are read: save it again"
              + " with numpy.savez",
          NpyHeader.shown(name), method);
    }
  }

  /** The extra field of long lengths; empty where there is none. */
  private ByteBuffer extra64(ByteBuffer extra) {
    while (extra.remaining() >= 4) {
      int id = Short.toUnsignedInt(extra.getShort());
      int bytes = Short.toUnsignedInt(extra.getShort());
      if (bytes > extra.remaining()) {
        throw damaged();
      }
      if (id == ZipFormat.EXTRA64) {
        return extra.slice(extra.position(), bytes).order(ByteOrder.LITTLE_ENDIAN);
      }
      extra.position(extra.position() + bytes);
    }
    return ByteBuffer.allocate(0);
  }

  private long wide(long value, ByteBuffer extra) {
    if (value != ZipFormat.ELSEWHERE) {
      return value;
    }
    if (extra.remaining() < Long.BYTES) {
      throw damaged();
    }
    return extra.getLong();
  }

  /**
   * Byte of the archive at which a member's bytes begin.
   *
   * @throws IllegalArgumentException if its own header contradicts the directory
   */
  static long begin(NpySource archive, ZipMember member) throws IOException {
    long end = archive.size() - ZipFormat.LOCAL_BYTES;
    if (member.header() <= end) {
      ByteBuffer header =
          archive.read(member.header(), ZipFormat.LOCAL_BYTES).order(ByteOrder.LITTLE_ENDIAN);
      int nameBytes = Short.toUnsignedInt(header.getShort(26));
      long nameAt = member.header() + ZipFormat.LOCAL_BYTES;
      long begin = nameAt + nameBytes + Short.toUnsignedInt(header.getShort(28));
      boolean deflated = Short.toUnsignedInt(header.getShort(8)) == ZipFormat.DEFLATED;
      if (header.getInt(0) == ZipFormat.LOCAL
          && deflated == member.deflated()
          && begin <= archive.size() - member.packed()) {
        byte[] name = archive.read(nameAt, nameBytes).array();
        if (new String(name, StandardCharsets.UTF_8).equals(member.name())) {
          return begin;
        }
      }
    }
    throw archive.wrong(
        "is damaged: the header of its member %s is not where its zip directory says; %s",
        NpyHeader.shown(member.name()), AGAIN);
  }

  private ByteBuffer piece(long from, int count) throws IOException {
    return archive.read(from, count).order(ByteOrder.LITTLE_ENDIAN);
  }

  private IllegalArgumentException damaged() {
    return archive.wrong("has a damaged zip directory; %s", AGAIN);
  }
}
