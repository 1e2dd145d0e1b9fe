/** {@code skiplane data}: inputs and labels as files, made and looked at. */
@NullMarked
package io.skiplane.harness.data;

import org.jspecify.annotations.NullMarked;
