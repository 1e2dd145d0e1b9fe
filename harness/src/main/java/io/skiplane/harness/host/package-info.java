/** What this process is and runs on, for the record of a run. */
@NullMarked
package io.skiplane.harness.host;

import org.jspecify.annotations.NullMarked;
