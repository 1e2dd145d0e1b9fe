/** Studies: what runs, and what is concluded from it. */
@NullMarked
package io.skiplane.harness.study;

import org.jspecify.annotations.NullMarked;
