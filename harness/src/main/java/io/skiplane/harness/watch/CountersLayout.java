package io.skiplane.harness.watch;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.status.CountersReader;

/**
 * The file of counters in a run's folder: a head, then Agrona's meta data and values of counters.
 *
 * <p>Head: int64 magic number; int32 version of the layout, int32 number of counters; all in the
 * order of the machine's bytes, for another machine has no business with it.
 */
final class CountersLayout {
  static final long MAGIC = 0x534b_4950_4c41_4e45L; // SKIPLANE
  static final int VERSION = 1;
  static final int COUNTERS = 96;

  static final int MAGIC_AT = 0;
  static final int VERSION_AT = 8;
  static final int COUNTERS_AT = 12;
  static final int HEAD_BYTES = 128;
  static final int META_DATA_BYTES = COUNTERS * CountersReader.METADATA_LENGTH;
  static final int VALUES_BYTES = COUNTERS * CountersReader.COUNTER_LENGTH;
  static final int BYTES = HEAD_BYTES + META_DATA_BYTES + VALUES_BYTES;

  private static final String NAME = ".counters";

  private CountersLayout() {}

  static Path file(Path folder) {
    return folder.resolve(NAME);
  }

  /** Where the file is made, before it has its name. */
  static Path made(Path folder) {
    return folder.resolve(NAME + "." + ProcessHandle.current().pid() + ".tmp");
  }

  static UnsafeBuffer head(ByteBuffer file) {
    return new UnsafeBuffer(file.order(ByteOrder.nativeOrder()), 0, HEAD_BYTES);
  }

  static UnsafeBuffer metaData(ByteBuffer file) {
    return new UnsafeBuffer(file, HEAD_BYTES, META_DATA_BYTES);
  }

  static UnsafeBuffer values(ByteBuffer file) {
    return new UnsafeBuffer(file, HEAD_BYTES + META_DATA_BYTES, VALUES_BYTES);
  }
}
