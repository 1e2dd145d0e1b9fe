package io.skiplane.harness.npy;

/**
 * A file in a zip archive, by the archive's directory.
 *
 * @param name as in the directory; it names nothing outside the archive
 * @param deflated whether its bytes are deflated, not stored as they are
 * @param crc CRC-32 of its bytes
 * @param packed its length in the archive
 * @param size its length
 * @param header byte of the archive at which its own header begins
 */
record ZipMember(String name, boolean deflated, long crc, long packed, long size, long header) {}
