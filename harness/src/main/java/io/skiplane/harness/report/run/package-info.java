/** The files of a finished run, read with distrust. */
@NullMarked
package io.skiplane.harness.report.run;

import org.jspecify.annotations.NullMarked;
