/** The JMH benchmarks: the rows, the limits of the machine, and the checks of the answers. */
@NullMarked
package io.skiplane.bench;

import org.jspecify.annotations.NullMarked;
