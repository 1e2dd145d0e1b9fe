/** How far a long run is: on the terminal, to another terminal, and to Java Flight Recorder. */
@NullMarked
package io.skiplane.harness.watch;

import org.jspecify.annotations.NullMarked;
