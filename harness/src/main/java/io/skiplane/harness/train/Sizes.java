package io.skiplane.harness.train;

import io.skiplane.model.Shape;
import org.jspecify.annotations.Nullable;

/** k and p from whatever says them: options and files, which must agree. */
public final class Sizes {
  private static final long DEFAULT_K = 16;
  private static final long DEFAULT_P = 8;

  private final Size k = new Size("k");
  private final Size p = new Size("p");

  /** Notes that {@code source} wants this k. */
  public void k(String source, long value) {
    k.set(source, value);
  }

  /** Notes that {@code source} wants this p. */
  public void p(String source, long value) {
    p.set(source, value);
  }

  /** The shape all sources agree on; 16x8 where there is none. */
  public Shape shape() {
    return new Shape(k.or(DEFAULT_K), p.or(DEFAULT_P));
  }

  private static final class Size {
    private final String name;
    private @Nullable String by;
    private long value;

    Size(String name) {
      this.name = name;
    }

    void set(String source, long wanted) {
      if (by != null && value != wanted) {
        throw new IllegalArgumentException(
            name
                + " is "
                + value
                + " by "
                + by
                + ", but "
                + wanted
                + " by "
                + source
                + "; make them agree");
      }
      if (by == null) {
        by = source;
        value = wanted;
      }
    }

    long or(long fallback) {
      return by == null ? fallback : value;
    }
  }
}
