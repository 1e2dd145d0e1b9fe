/**
 * The same loops in plain Java, written from the formulas and the order of the sums: the oracle of
 * the vector twin, and the kernel where {@code jdk.incubator.vector} is missing. Float classes are
 * the source, the double ones are made from them in the build, but for normals and curves.
 */
package io.skiplane.lanes.scalar;
