/** Command-line pieces and the commands' faces. */
@NullMarked
package io.skiplane.harness.cli;

import org.jspecify.annotations.NullMarked;
