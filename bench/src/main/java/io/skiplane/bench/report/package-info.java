/** What becomes of the measurements: tables, pictures, comparisons. */
@NullMarked
package io.skiplane.bench.report;

import org.jspecify.annotations.NullMarked;
