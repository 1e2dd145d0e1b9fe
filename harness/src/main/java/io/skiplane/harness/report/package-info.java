/** The HTML report: one page that needs no network. */
@NullMarked
package io.skiplane.harness.report;

import org.jspecify.annotations.NullMarked;
