/** Sweeps: a grid over anything, many students in each cell. */
@NullMarked
package io.skiplane.harness.sweep;

import org.jspecify.annotations.NullMarked;
