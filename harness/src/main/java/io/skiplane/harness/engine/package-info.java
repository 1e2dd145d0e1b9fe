/**
 * Engines that run a study's students, in blocks that do not mind who runs them: threads of this
 * machine.
 */
@NullMarked
package io.skiplane.harness.engine;

import org.jspecify.annotations.NullMarked;
