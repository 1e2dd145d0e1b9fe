package io.skiplane.harness.score;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one kernel reached.
 *
 * @param kernel the kernel
 * @param answers digest that each step came to
 * @param rates what was measured
 */
record KernelScore(ScoreKernel kernel, Map<Item, String> answers, List<Rate> rates) {
  KernelScore {
    answers = Map.copyOf(answers);
    rates = List.copyOf(rates);
  }

  /** The rate of an item, if it was measured. */
  Optional<Rate> rate(Item item, int threads) {
    return rates.stream()
        .filter(rate -> rate.item() == item && rate.threads() == threads)
        .findFirst();
  }

  /** The steps whose vectors were still objects. */
  List<String> boxed() {
    return rates.stream().filter(Rate::boxed).map(rate -> rate.item().word()).distinct().toList();
  }

  /** The score: the geometric mean of the five steps' rates, as none of them is to outweigh. */
  double score(int threads) {
    double logarithms = 0;
    for (Item item : Item.steps()) {
      logarithms += Math.log(rate(item, threads).map(Rate::perSecond).orElse(Double.NaN));
    }
    return Math.exp(logarithms / Item.steps().size());
  }
}
