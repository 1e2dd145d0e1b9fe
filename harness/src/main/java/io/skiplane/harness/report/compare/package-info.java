/** Runs side by side. */
@NullMarked
package io.skiplane.harness.report.compare;

import org.jspecify.annotations.NullMarked;
