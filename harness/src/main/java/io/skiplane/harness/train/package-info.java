/** {@code skiplane train}: one student, any gradient, the user's own data, teacher and start. */
@NullMarked
package io.skiplane.harness.train;

import org.jspecify.annotations.NullMarked;
