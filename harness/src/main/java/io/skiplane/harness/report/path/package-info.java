/** Figures of a student's way, for every page that has one. */
@NullMarked
package io.skiplane.harness.report.path;

import org.jspecify.annotations.NullMarked;
