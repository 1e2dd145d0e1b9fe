package io.skiplane.harness.engine;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Blocks as a runner takes them best: one, or small ones of the same lanes together. */
public final class Packs implements Iterator<List<Block>> {
  /** Small blocks run together up to so much work: a tenth of a second, more or less. */
  private static final double TOGETHER = 1e8;

  private final List<Problem> cells;
  private final Iterator<Block> blocks;

  /** Taken from the blocks, but in no pack yet. */
  private @Nullable Block peeked;

  /** Packs blocks in their order. */
  public Packs(List<Problem> cells, Iterator<Block> blocks) {
    this.cells = cells;
    this.blocks = blocks;
  }

  @Override
  public boolean hasNext() {
    return peek() != null;
  }

  @Override
  public List<Block> next() {
    List<Block> some = new ArrayList<>();
    double work = 0;
    Block block = peek();
    while (block != null && (some.isEmpty() || goesWith(some.getFirst(), block, work))) {
      some.add(block);
      work += weight(block);
      peeked = null;
      block = peek();
    }
    if (some.isEmpty()) {
      throw new NoSuchElementException("no blocks are left");
    }
    return some;
  }

  private boolean goesWith(Block first, Block block, double work) {
    return work + weight(block) <= TOGETHER
        && BlockRunner.goTogether(cells.get(first.cell()), cells.get(block.cell()));
  }

  private double weight(Block block) {
    return cells.get(block.cell()).weight() * block.students();
  }

  private @Nullable Block peek() {
    if (peeked == null && blocks.hasNext()) {
      peeked = blocks.next();
    }
    return peeked;
  }
}
