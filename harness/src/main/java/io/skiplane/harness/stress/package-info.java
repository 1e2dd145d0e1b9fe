/** {@code skiplane stress}: long runs at large sizes that prove that the machine computes right. */
@NullMarked
package io.skiplane.harness.stress;

import org.jspecify.annotations.NullMarked;
