/** Arrays of numpy's .npy format: read by mapping them, and written whole or not at all. */
@NullMarked
package io.skiplane.harness.npy;

import org.jspecify.annotations.NullMarked;
