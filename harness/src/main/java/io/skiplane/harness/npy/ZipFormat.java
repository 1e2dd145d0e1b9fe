package io.skiplane.harness.npy;

/** The numbers of the zip format that an .npz uses (PKWARE's APPNOTE 6.3.10). */
final class ZipFormat {
  static final int LOCAL = 0x04034b50;
  static final int LOCAL_BYTES = 30;
  static final int CENTRAL = 0x02014b50;
  static final int CENTRAL_BYTES = 46;
  static final int END = 0x06054b50;
  static final int END_BYTES = 22;
  static final int END64 = 0x06064b50;
  static final int END64_BYTES = 56;
  static final int LOCATOR64 = 0x07064b50;
  static final int LOCATOR64_BYTES = 20;

  /** Extra field with lengths of 64 bits. */
  static final int EXTRA64 = 1;

  static final int STORED = 0;
  static final int DEFLATED = 8;
  static final int ENCRYPTED = 1;

  /** A length that stands in the extra field. */
  static final long ELSEWHERE = 0xFFFF_FFFFL;

  static final int ELSEWHERE_16 = 0xFFFF;

  /** Version that knows lengths of 64 bits. */
  static final int VERSION = 45;

  private ZipFormat() {}
}
