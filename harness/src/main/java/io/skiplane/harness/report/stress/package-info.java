/** The report of a burn-in. */
@NullMarked
package io.skiplane.harness.report.stress;

import org.jspecify.annotations.NullMarked;
