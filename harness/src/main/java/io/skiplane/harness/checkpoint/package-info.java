/** What keeps a long run safe: its state on disk, whole or not at all, and its folder its own. */
@NullMarked
package io.skiplane.harness.checkpoint;

import org.jspecify.annotations.NullMarked;
