/**
 * What a user would take instead of Skiplane, one file a peer: plain Java as one writes it first,
 * and each library in its best reasonable form. Plain Java is here; the libraries' are in {@code
 * src/peers}, which the Maven profile {@code peers} adds. Classes named Double are made from the
 * Float ones in the build.
 */
@NullMarked
package io.skiplane.bench.peers;

import org.jspecify.annotations.NullMarked;
