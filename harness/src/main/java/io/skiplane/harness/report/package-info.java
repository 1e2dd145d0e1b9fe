/** Reports of finished runs: one web page each, that needs no network. */
@NullMarked
package io.skiplane.harness.report;

import org.jspecify.annotations.NullMarked;
