/** The report of one student's training. */
@NullMarked
package io.skiplane.harness.report.train;

import org.jspecify.annotations.NullMarked;
