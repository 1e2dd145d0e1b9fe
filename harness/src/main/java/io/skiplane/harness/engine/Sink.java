package io.skiplane.harness.engine;

import java.io.IOException;

/** Takes what became of blocks, each once, in any order, on the thread that called the engine. */
@FunctionalInterface
public interface Sink {
  /** Takes a block's result. */
  void take(BlockResult result) throws IOException;
}
