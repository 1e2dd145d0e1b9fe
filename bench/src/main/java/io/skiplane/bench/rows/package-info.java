/**
 * What is measured: the rows, the caches they are pinned to, and the limits they are held against.
 */
@NullMarked
package io.skiplane.bench.rows;

import org.jspecify.annotations.NullMarked;
