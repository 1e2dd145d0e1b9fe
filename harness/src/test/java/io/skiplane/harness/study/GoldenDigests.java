package io.skiplane.harness.study;

import io.skiplane.lanes.Twins;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Prints the kernel in use and the digests of a tiny study; started in JVMs of its own. */
final class GoldenDigests {
  private GoldenDigests() {}

  public static void main(String[] args) {
    System.out.println(Twins.runtime().kernel() + " " + Twins.runtime().laneBits());
    digests().forEach(System.out::println);
  }

  /** The four variants at k = 16, 50 students, seed 1. */
  static List<String> digests() {
    ReproduceSettings settings =
        new ReproduceSettings(
            List.of(16L),
            8,
            50,
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            1,
            1,
            OptionalLong.empty(),
            1e-4);
    ReproduceStudy study = new ReproduceStudy(settings);
    try {
      study.cells(false, result -> {}, () -> true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return study.results().stream().map(result -> result.cell().digest()).toList();
  }
}
