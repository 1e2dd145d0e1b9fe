package io.skiplane.harness.engine;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What became of a block's students.
 *
 * @param block which
 * @param tally their counts, to be added up by cell
 * @param ends each one's end, if they were asked for
 */
public record BlockResult(Block block, Tally tally, @Nullable Ends ends) implements Serializable {}
