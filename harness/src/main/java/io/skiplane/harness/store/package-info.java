/** Files of a study: JSON, CSV, written whole or not at all. */
@NullMarked
package io.skiplane.harness.store;

import org.jspecify.annotations.NullMarked;
