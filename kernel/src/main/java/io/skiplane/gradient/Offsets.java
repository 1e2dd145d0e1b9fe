package io.skiplane.gradient;

import io.skiplane.lanes.Kernels;
import io.skiplane.memory.Precision;
import io.skiplane.memory.Segments;
import io.skiplane.model.Student;
import io.skiplane.model.Teacher;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/** Hands out the arrays of a workspace one after the other, the kernels' lane area first. */
final class Offsets {
  private final Precision precision;
  private long end = Kernels.LANE_BYTES;

  Offsets(Precision precision) {
    this.precision = precision;
  }

  /** Room for {@code count} numbers and their padding to whole pairs of vectors. */
  long array(long count) {
    int pair = 2 * precision.lanes();
    long padded = Math.multiplyExact(Math.addExact(count, pair - 1L) / pair, (long) pair);
    return bytes(Math.multiplyExact(padded, (long) precision.bytes()));
  }

  /** Room for a draw of normals: {@code pairs} pairs of vectors, and those drawn at least. */
  long draw(long pairs) {
    return bytes(Math.multiplyExact(drawnPairs(pairs), 2L * Precision.VECTOR_BYTES));
  }

  /** Pairs to draw where {@code wanted} are wanted. */
  static long drawnPairs(long wanted) {
    return Math.max(Kernels.LEAST_PAIRS, wanted);
  }

  /** Room for {@code count} doubles. */
  long doubles(long count) {
    return bytes(Math.multiplyExact(count, (long) Double.BYTES));
  }

  /** Room for {@code bytes} bytes, 64-byte aligned. */
  long bytes(long bytes) {
    long offset = end;
    end =
        Math.addExact(
            end, Math.addExact(bytes, Precision.VECTOR_BYTES - 1L) & -Precision.VECTOR_BYTES);
    return offset;
  }

  /** Bytes handed out, the lane area's among them. */
  long end() {
    return end;
  }

  /** The workspace itself, checked and zeroed. */
  MemorySegment allocate(SegmentAllocator memory, Student student) {
    return allocate(memory, student, end);
  }

  /** A workspace of some bytes, checked and zeroed. */
  static MemorySegment allocate(SegmentAllocator memory, Student student, long bytes) {
    MemorySegment work = memory.allocate(bytes, Precision.VECTOR_BYTES);
    Segments.check("workspace", work, bytes, Precision.VECTOR_BYTES, true);
    Segments.checkApart("student memory", student.memory(), "workspace", work);
    work.fill((byte) 0);
    return work;
  }

  /** Copies a* and v* into the workspace, rounded to the student's precision. */
  static void copyTeacher(
      Teacher teacher, Precision precision, MemorySegment work, long starA, long starV) {
    copyTeacherA(teacher, precision, work, starA, 0, teacher.shape().k());
    copyTeacherV(teacher, precision, work, starV);
  }

  /** Copies {@code count} numbers of a* from number {@code first} on, likewise rounded. */
  static void copyTeacherA(
      Teacher teacher,
      Precision precision,
      MemorySegment work,
      long starA,
      long first,
      long count) {
    for (long j = 0; j < count; j++) {
      precision.set(work, starA, j, teacher.a(first + j));
      Segments.finite("a* in the student's precision", first + j, precision.get(work, starA, j));
    }
  }

  /** Copies v*, likewise rounded. */
  static void copyTeacherV(Teacher teacher, Precision precision, MemorySegment work, long starV) {
    for (long i = 0; i < teacher.shape().p(); i++) {
      precision.set(work, starV, i, teacher.v(i));
    }
  }
}
