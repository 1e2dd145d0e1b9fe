/** Engines that run a study's students: threads of this machine. */
@NullMarked
package io.skiplane.harness.engine;

import org.jspecify.annotations.NullMarked;
