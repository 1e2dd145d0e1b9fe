import org.jspecify.annotations.NullMarked;

/** The kernel: gradient steps of the shortcut model in SIMD lanes, on memory the caller owns. */
@NullMarked
module io.skiplane.kernel {
  // Optional: without the incubator module the scalar twin serves.
  requires static jdk.incubator.vector;
  // Optional: only io.skiplane.agrona refers to it.
  requires static org.agrona;
  requires static org.jspecify;

  exports io.skiplane;
  exports io.skiplane.agrona;
  exports io.skiplane.descent;
  exports io.skiplane.gradient;
  exports io.skiplane.lanes;
  exports io.skiplane.lanes.limits;
  exports io.skiplane.memory;
  exports io.skiplane.model;
}
