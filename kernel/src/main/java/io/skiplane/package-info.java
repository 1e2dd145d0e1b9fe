/** What the kernel runs on; the tour begins in {@link io.skiplane.descent}. */
package io.skiplane;
