/** Hashes of results: equal to the last bit or not, in 32 characters. */
@NullMarked
package io.skiplane.harness.digest;

import org.jspecify.annotations.NullMarked;
