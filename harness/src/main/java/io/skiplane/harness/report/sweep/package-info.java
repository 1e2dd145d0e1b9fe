/** The report of a sweep. */
@NullMarked
package io.skiplane.harness.report.sweep;

import org.jspecify.annotations.NullMarked;
