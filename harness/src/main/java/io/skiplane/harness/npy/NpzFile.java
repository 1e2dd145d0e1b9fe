package io.skiplane.harness.npy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * An .npz file, numpy's zip archive of .npy members, stored or deflated, of any length. A stored
 * array whose numbers are aligned is mapped where it lies; others are copied off-heap. Either way
 * every byte of the member is read once before, and its checksum compared.
 *
 * <p>Names of members are names and no paths: nothing is ever unpacked to a file.
 */
public final class NpzFile implements AutoCloseable {
  private static final String SUFFIX = ".npy";
  private static final int BUFFER = 1 << 18;

  /** Deflate packs at most 258 bytes into 2 bits. */
  private static final long MOST_INFLATION = 1032;

  private static final String AGAIN = "save or copy it again";

  private final Path file;
  private final FileChannel channel;
  private final NpySource archive;
  private final Map<String, ZipMember> members;

  private NpzFile(Path file, FileChannel channel) throws IOException {
    this.file = file;
    this.channel = channel;
    archive = new NpySource.OfFile(NpyFile.shown(file), channel, 0, channel.size());
    members = ZipDirectory.of(archive);
  }

  /** Whether a file begins like a zip archive. */
  public static boolean looksLikeOne(Path file) throws IOException {
    NpyFile.checkRegular(file);
    try (InputStream in = Files.newInputStream(file)) {
      byte[] start = in.readNBytes(2);
      return start.length == 2 && start[0] == 'P' && start[1] == 'K';
    } catch (AccessDeniedException e) {
      throw new IllegalArgumentException(
          NpyFile.shown(file) + " may not be read; give yourself permission to read it", e);
    }
  }

  /**
   * Opens an archive and reads its directory.
   *
   * @throws IllegalArgumentException in one sentence, if it is no whole .npz
   */
  public static NpzFile open(Path file) throws IOException {
    NpyFile.checkRegular(file);
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      return new NpzFile(file, channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Names of the arrays, without .npy, in the archive's order; other members are left out. */
  public List<String> arrays() {
    return members.keySet().stream()
        .filter(name -> name.endsWith(SUFFIX))
        .map(name -> name.substring(0, name.length() - SUFFIX.length()))
        .toList();
  }

  /** What an array's header says, without reading its numbers. */
  public NpyLayout layout(String array) throws IOException {
    return NpyLayout.of(source(member(array)));
  }

  /** Whether an array is mapped where it lies, and not copied: stored as it is, and aligned. */
  public boolean mappable(String array, NpyLayout layout) throws IOException {
    ZipMember member = member(array);
    long begin = ZipDirectory.begin(archive, member) + layout.offset();
    return !member.deflated() && begin % layout.precision().bytes() == 0;
  }

  /**
   * Maps or reads an array.
   *
   * @param arena unmaps or frees it when closed; the archive itself may be closed before
   * @throws IllegalArgumentException in one sentence, if there is no such array, it is not what its
   *     header says, or its checksum is wrong
   * @throws OutOfMemoryError if it must be copied and does not fit the memory of this JVM
   */
  public NpyFile read(String array, Arena arena) throws IOException {
    ZipMember member = member(array);
    NpySource source = source(member);
    NpyLayout layout = NpyLayout.of(source);
    // First, so that no memory is taken for numbers that are not there.
    check(source, member);
    if (mappable(array, layout)) {
      return NpyFile.map(file, channel, layout, ZipDirectory.begin(archive, member), arena);
    }
    MemorySegment numbers = arena.allocate(layout.bytes(), layout.precision().bytes());
    try (InputStream in = stream(member)) {
      in.skipNBytes(layout.offset());
      byte[] buffer = new byte[buffer(layout.bytes())];
      for (long at = 0; at < layout.bytes(); ) {
        int count = in.readNBytes(buffer, 0, (int) Math.min(buffer.length, layout.bytes() - at));
        if (count == 0) {
          throw source.wrong("became shorter while it was read; wait until it is written");
        }
        MemorySegment.copy(MemorySegment.ofArray(buffer), 0, numbers, at, count);
        at += count;
      }
    }
    return new NpyFile(file, layout.precision(), layout.shape(), 0, numbers.asReadOnly());
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private ZipMember member(String array) {
    ZipMember member = members.get(array + SUFFIX);
    if (member == null) {
      throw archive.wrong(
          "has no array %s; it has %s", NpyHeader.shown(array), NpyHeader.shown(arraysText()));
    }
    return member;
  }

  private String arraysText() {
    return arrays().isEmpty() ? "none" : String.join(", ", arrays());
  }

  private NpySource source(ZipMember member) throws IOException {
    String name = archive.name() + ", member " + NpyHeader.shown(member.name());
    if (!member.deflated()) {
      return new NpySource.OfFile(
          name, channel, ZipDirectory.begin(archive, member), member.size());
    }
    if (member.packed() < member.size() / MOST_INFLATION) {
      throw archive.wrong(
          "says that its member %s has %d bytes, more than its %d deflated ones can hold; %s",
          NpyHeader.shown(member.name()), member.size(), member.packed(), AGAIN);
    }
    byte[] start;
    try (InputStream in = stream(member)) {
      start = in.readNBytes((int) Math.min(member.size(), NpyLayout.LONGEST_START));
    } catch (ZipException | EOFException e) {
      throw damaged(name, e);
    }
    return new Start(name, member.size(), start);
  }

  /** The begin of a member that was inflated. */
  private record Start(String name, long size, byte[] bytes) implements NpySource {
    @Override
    public ByteBuffer read(long from, int count) {
      if (from + count > bytes.length) {
        throw wrong("has %d bytes, but %d are said to be in it; %s", bytes.length, size, AGAIN);
      }
      return ByteBuffer.allocate(count).put(bytes, (int) from, count).flip();
    }
  }

  /** Reads all of a member: its length and checksum must be those that the directory names. */
  private void check(NpySource source, ZipMember member) throws IOException {
    CRC32 crc = new CRC32();
    long size = 0;
    try (InputStream in = stream(member)) {
      byte[] buffer = new byte[buffer(member.size())];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        crc.update(buffer, 0, count);
        size += count;
        if (size > member.size()) {
          throw source.wrong(
              "holds more than the %d bytes that are said to be in it; %s", member.size(), AGAIN);
        }
      }
    } catch (ZipException | EOFException e) {
      throw damaged(source.name(), e);
    }
    if (size != member.size()) {
      throw source.wrong(
          "has %d bytes, but %d are said to be in it; %s", size, member.size(), AGAIN);
    }
    if (crc.getValue() != member.crc()) {
      throw source.wrong("is damaged, as its checksum does not fit; %s", AGAIN);
    }
  }

  private static int buffer(long bytes) {
    return (int) Math.clamp(bytes, 1, BUFFER);
  }

  private static IllegalArgumentException damaged(String name, IOException cause) {
    return new IllegalArgumentException(
        name + " is damaged: its deflated bytes cannot be read; " + AGAIN, cause);
  }

  /** A member's bytes, inflated where need be. */
  private InputStream stream(ZipMember member) throws IOException {
    InputStream packed = new Part(channel, ZipDirectory.begin(archive, member), member.packed());
    if (!member.deflated()) {
      return packed;
    }
    Inflater inflater = new Inflater(true);
    return new InflaterInputStream(packed, inflater, buffer(member.packed())) {
      @Override
      public void close() throws IOException {
        super.close();
        inflater.end();
      }
    };
  }

  /** A part of a file. */
  private static final class Part extends InputStream {
    private final FileChannel channel;
    private long at;
    private long left;

    Part(FileChannel channel, long begin, long size) {
      this.channel = channel;
      at = begin;
      left = size;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int wanted = (int) Math.min(length, left);
      int count = channel.read(ByteBuffer.wrap(to, offset, wanted), at);
      if (count > 0) {
        at += count;
        left -= count;
      }
      return count;
    }
  }
}
