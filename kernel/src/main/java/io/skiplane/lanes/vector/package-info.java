/**
 * The hot loops by hand in {@code jdk.incubator.vector}, beside their scalar twins of the same
 * names.
 *
 * <p>The float classes are the source; the build makes the double ones from them by replacing the
 * names of types ({@code Float} by {@code Double} and so on). The Vector API has no type that
 * serves both without a call that C2 cannot inline once both are loaded, and then every vector is
 * boxed. Where the precisions really differ (normals, which take floats apart by their bits) both
 * are written by hand.
 *
 * <p>A logical vector is 64 bytes whatever the machine has; hardware with shorter vectors runs the
 * parts in turn. Loops read as {@code for part: for vector}, and with 512 bits there is one part
 * and C2 drops the outer loop.
 */
package io.skiplane.lanes.vector;
