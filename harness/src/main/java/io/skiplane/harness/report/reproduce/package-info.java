/** The report of a reproduction of the paper's claims. */
@NullMarked
package io.skiplane.harness.report.reproduce;

import org.jspecify.annotations.NullMarked;
