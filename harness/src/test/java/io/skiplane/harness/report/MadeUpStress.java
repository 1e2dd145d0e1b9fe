package io.skiplane.harness.report;

import io.skiplane.harness.stress.Checks;
import io.skiplane.harness.stress.GradientResult;
import io.skiplane.harness.stress.StepTimes;
import io.skiplane.harness.stress.StressJson;
import io.skiplane.harness.stress.StressRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The files of a burn-in that could have been. */
final class MadeUpStress {
  private static final List<String> GRADIENTS = List.of("population", "dense", "resident");

  private MadeUpStress() {}

  /** Writes them; every block of dense differs if {@code faulty}. */
  static void write(Path folder, boolean faulty) throws IOException {
    List<GradientResult> results = new ArrayList<>();
    StringBuilder turns =
        new StringBuilder(
            "seconds,gradient,round,steps,busySeconds,stepsPerSecond,residentBytes\n");
    for (int i = 0; i < GRADIENTS.size(); i++) {
      double rate = 2e7 / Math.pow(30, i);
      List<StepTimes.Percentile> curve = new ArrayList<>();
      for (double percent : new double[] {0, 50, 90, 99, 99.9, 99.99, 100}) {
        curve.add(new StepTimes.Percentile(percent, 1e9 / rate * (1 + percent / 100)));
      }
      boolean fault = faulty && GRADIENTS.get(i).equals("dense");
      results.add(
          new GradientResult(
              GRADIENTS.get(i),
              40,
              1_000_000,
              rate,
              0,
              List.of(new Checks("scalar", 2, fault ? 1 : 0), new Checks("256 bits", 1, 0)),
              "0123456789abcdef",
              new StepTimes(1_000_000, 10, 40, 90, 300, 1e6, curve)));
      for (int round = 0; round < 40; round++) {
        turns.append(
            String.format(
                Locale.ROOT,
                "%.3f,%s,%d,1000,0.4,%s,%d%n",
                1.2 * round + 0.4 * i,
                GRADIENTS.get(i),
                round,
                rate * (round == 20 ? 0.6 : 1 + 0.02 * Math.sin(round)),
                900_000_000L + round));
      }
    }
    StressRun run =
        new StressRun(
            new StressRun.Facts(
                "0.1.0", 1, 64, 16, "float", 2, 1000, 0.05, "vector", 512, "25", "some cpu"),
            true,
            48,
            40,
            new StressRun.Memory(300 << 20, 800 << 20, 900 << 20, 900 << 20),
            results,
            faulty ? 1 : 0);
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("stress.json"), StressJson.of(run));
    Files.writeString(folder.resolve("throughput.csv"), turns.toString().replace("\r", ""));
    Files.writeString(
        folder.resolve("mismatches.csv"),
        "gradient,block,step,route,array,element,bits,checkBits,againBits\n"
            + (faulty ? "dense,3,100,scalar,a,7,0x3f800000,0x3f800001,0x3f800001\n" : ""));
  }
}
