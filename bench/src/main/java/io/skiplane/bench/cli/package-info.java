/** The commands {@code bench/run} and {@code bench/compare}. */
@NullMarked
package io.skiplane.bench.cli;

import org.jspecify.annotations.NullMarked;
