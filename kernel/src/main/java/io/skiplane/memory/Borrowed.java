package io.skiplane.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.ArrayList;
import java.util.List;

/**
 * The caller's segments that a computation uses from one call to the next, by their names in
 * messages: looked at when a call begins, and when one ends in an exception, since an arena may be
 * closed at any time. Owns none of them.
 */
public final class Borrowed {
  private final List<String> names = new ArrayList<>();
  private final List<MemorySegment> segments = new ArrayList<>();

  /** Nothing borrowed yet. */
  public Borrowed() {}

  /**
   * Adds a segment.
   *
   * @param what its name in messages
   * @param segment not modified
   * @return this
   */
  public Borrowed add(String what, MemorySegment segment) {
    names.add(what);
    segments.add(segment);
    return this;
  }

  /**
   * Forgets the segment of a name, if there is one.
   *
   * @param what its name in messages
   */
  public void remove(String what) {
    int i = names.indexOf(what);
    if (i >= 0) {
      names.remove(i);
      segments.remove(i);
    }
  }

  /**
   * An allocator that adds what it gives, which must share no byte with these: it is not written to
   * before that is known.
   *
   * @param what the name of its segments in messages
   * @param memory gives the segments
   * @return the allocator, which throws {@link IllegalArgumentException} where memory overlaps
   */
  public SegmentAllocator keeping(String what, SegmentAllocator memory) {
    return (bytes, alignment) -> {
      MemorySegment segment = memory.allocate(bytes, alignment);
      checkApart(what, segment);
      add(what, segment);
      return segment;
    };
  }

  /**
   * Checks that this thread can use every segment now.
   *
   * @throws IllegalStateException if an arena is closed
   * @throws WrongThreadException if one is confined to another thread
   */
  public void checkUsable() {
    for (int i = 0; i < segments.size(); i++) {
      Segments.checkUsable(names.get(i), segments.get(i));
    }
  }

  /**
   * Checks that every thread can use every segment.
   *
   * @throws IllegalArgumentException if an arena is confined
   */
  public void checkOpenToAll() {
    for (int i = 0; i < segments.size(); i++) {
      Segments.checkOpenToAll(names.get(i), segments.get(i));
    }
  }

  /**
   * Checks that a segment shares no byte with these, but for one of its name, whose place it takes.
   *
   * @param what its name in messages
   * @param segment not modified
   * @throws IllegalArgumentException if it overlaps one
   */
  public void checkApart(String what, MemorySegment segment) {
    for (int i = 0; i < segments.size(); i++) {
      if (!names.get(i).equals(what)) {
        Segments.checkApart(names.get(i), segments.get(i), what, segment);
      }
    }
  }

  /**
   * What an exception in mid-run was about: where an arena was closed meanwhile, a sentence that
   * names the segment, with the JVM's exception as its cause; otherwise the exception itself.
   *
   * @param e what the run threw
   * @param when the place in messages, as in "during step 7"
   * @return the exception to throw
   */
  public IllegalStateException explained(IllegalStateException e, String when) {
    for (int i = 0; i < segments.size(); i++) {
      if (!segments.get(i).scope().isAlive()) {
        return new IllegalStateException(
            names.get(i)
                + " was closed with its arena "
                + when
                + "; keep the arena open until the call returns, and use none of the results",
            e);
      }
    }
    return e;
  }

  /**
   * The same where others may have been closed too, which are looked at first.
   *
   * @param others whose names come before these
   * @param e what the run threw
   * @param when the place in messages, as in "during step 7"
   * @return the exception to throw
   */
  public IllegalStateException explainedAfter(
      Borrowed others, IllegalStateException e, String when) {
    IllegalStateException told = others.explained(e, when);
    return told == e ? explained(e, when) : told;
  }
}
