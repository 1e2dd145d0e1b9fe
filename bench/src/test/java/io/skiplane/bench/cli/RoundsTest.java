package io.skiplane.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skiplane.bench.PeerBenchmark;
import io.skiplane.bench.report.Measured;
import io.skiplane.bench.report.Results;
import io.skiplane.bench.rows.Row;
import io.skiplane.memory.Precision;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.TimeValue;

/** Real forks, as short as they can be. */
class RoundsTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  @TempDir private Path folder = Path.of("");

  private Results run(Effort effort, List<Item> items) throws Exception {
    PrintStream log = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
    Path json = folder.resolve("run.json");
    List<Integer> rounds = new ArrayList<>();
    new Rounds(effort, new CommandLineOptions(), log, log)
        .run(
            items,
            (results, notRun, failed) -> {
              rounds.add(results.size());
              try (PrintStream out =
                  new PrintStream(Files.newOutputStream(json), false, StandardCharsets.UTF_8)) {
                ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(results);
              }
            });
    assertThat(rounds).hasSize(effort.rounds()).containsOnly(items.size());
    return Results.read(json);
  }

  @Test
  void parametersReachTheKernelAndRoundsBecomeForks() throws Exception {
    TimeValue moment = TimeValue.milliseconds(10);
    Effort effort = new Effort(2, 1, moment, 2, moment, List.of("-Xbatch"), LONG);
    Results results = run(effort, Item.rows(id -> id.equals("population-100x8-double"), 1));

    Measured vector = results.row(Row.POPULATION_100X8, Precision.DOUBLE, "vector").orElseThrow();
    Measured scalar = results.row(Row.POPULATION_100X8, Precision.DOUBLE, "scalar").orElseThrow();
    assertThat(results.all()).hasSize(2);
    assertThat(vector.kernelClass()).isEqualTo("DoubleVectorKernels");
    assertThat(vector.laneBits()).isPositive();
    assertThat(scalar.kernelClass()).isEqualTo("DoubleScalarKernels");
    assertThat(scalar.laneBits()).isZero();
    assertThat(vector.forks()).isEqualTo(2);
    assertThat(vector.error()).isFinite();
    assertThat(vector.bytes()).isNotNaN();
  }

  @Test
  void whatTheUserAsksOfJmhWins() throws Exception {
    Effort asked = Effort.QUICK.given(JmhOptions.of(List.of("-f", "3", "-wi", "0", "-r", "10ms")));
    assertThat(asked.rounds()).isEqualTo(3);
    assertThat(asked.warmUps()).isZero();
    assertThat(asked.measurement()).isEqualTo(TimeValue.milliseconds(10));
    assertThat(asked.warmUp()).isEqualTo(Effort.QUICK.warmUp());
    assertThat(asked.jvmArguments()).isEqualTo(Effort.QUICK.jvmArguments());
    assertThat(asked.longest()).as("five minutes are no more promised").isGreaterThan(LONG);
    assertThat(Effort.QUICK.given(JmhOptions.of(List.of("-prof", "gc")))).isEqualTo(Effort.QUICK);
  }

  /** The scalar twin too, which is measured for less long. */
  @Test
  void whatTheUserAsksOfJmhReachesTheForks() throws Exception {
    String[] words = {"-f", "2", "-i", "3", "-r", "5ms", "-w", "5ms", "-jvmArgsPrepend", "-Dx=y"};
    PrintStream log = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
    List<RunResult> kept = new ArrayList<>();
    new Rounds(Effort.QUICK, JmhOptions.of(List.of(words)), log, log)
        .run(
            Item.rows(id -> id.equals("population-100x8-double"), 1),
            (results, notRun, failed) -> {
              kept.clear();
              kept.addAll(results);
            });
    assertThat(kept).hasSize(2);
    for (RunResult result : kept) {
      assertThat(result.getBenchmarkResults()).hasSize(2);
      assertThat(result.getPrimaryResult().getSampleCount()).isEqualTo(2 * 3);
      assertThat(result.getParams().getJvmArgs())
          .contains("-Dx=y", "-Xbatch", "--add-modules=jdk.incubator.vector");
    }
  }

  @Test
  void whenTheTimeIsOverTheRestIsLeftOutAndNamed() throws Exception {
    TimeValue moment = TimeValue.milliseconds(10);
    Effort effort = new Effort(1, 1, moment, 1, moment, List.of("-Xbatch"), Duration.ZERO);
    List<Item> items = Item.rows(id -> id.equals("population-100x8-double"), 1);
    PrintStream log = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
    List<String> left = new ArrayList<>();
    new Rounds(effort, new CommandLineOptions(), log, log)
        .run(items, (results, notRun, failed) -> left.addAll(notRun));
    assertThat(left).containsExactlyElementsOf(items.stream().map(Item::text).toList());
  }

  @Test
  void whatAForkSaysGoesToTheLogAndNotBetweenTheLinesOfProgress() throws Exception {
    TimeValue moment = TimeValue.milliseconds(10);
    Effort effort =
        new Effort(1, 1, moment, 1, moment, List.of("-Xbatch", "-Xlog:gc+init:stderr"), LONG);
    List<Item> items = Item.rows(id -> id.equals("population-100x8-double"), 1);
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    ByteArrayOutputStream console = new ByteArrayOutputStream();
    PrintStream err = System.err;
    PrintStream terminal = new PrintStream(console, true, StandardCharsets.UTF_8);
    System.setErr(terminal);
    try {
      new Rounds(
              effort,
              new CommandLineOptions(),
              new PrintStream(log, true, StandardCharsets.UTF_8),
              terminal)
          .run(items, (results, notRun, failed) -> {});
      assertThat(System.err).isSameAs(terminal);
    } finally {
      System.setErr(err);
    }
    assertThat(log.toString(StandardCharsets.UTF_8)).contains("[gc,init]");
    assertThat(console.toString(StandardCharsets.UTF_8).lines())
        .hasSize(items.size())
        .allMatch(line -> line.endsWith("ns/op"));
  }

  /** A peer that cannot be timed: its calls are of no whole number of steps. */
  @Test
  void aPeerThatFailsIsNamedAndTheOthersGoOn() throws Exception {
    TimeValue moment = TimeValue.milliseconds(10);
    Effort effort = new Effort(2, 1, moment, 1, moment, List.of("-Xbatch"), LONG);
    List<Item> items = new ArrayList<>();
    items.add(peer("EJML"));
    items.addAll(Item.rows(id -> id.equals("population-100x8-double"), 1));
    PrintStream log = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
    List<List<String>> kept = new ArrayList<>();
    List<String> failed =
        new Rounds(effort, new CommandLineOptions(), log, log)
            .run(
                items,
                (results, notRun, soFar) -> {
                  assertThat(results).hasSize(2);
                  assertThat(notRun).isEmpty();
                  kept.add(soFar);
                });
    assertThat(failed)
        .containsExactly(
            "EJML: java.lang.IllegalStateException: a call takes whole steps: start this by"
                + " bench/run");
    assertThat(kept).containsExactly(failed, failed);
    assertThatThrownBy(
            () ->
                new Rounds(effort, new CommandLineOptions(), log, log)
                    .run(List.of(peer("SKIPLANE")), (results, notRun, soFar) -> {}))
        .as("what is Skiplane's own")
        .isInstanceOf(RunnerException.class);
  }

  private static Item peer(String name) {
    Map<String, String> parameters =
        Map.of("peer", name, "work", "RESIDENT_16X8", "precision", "FLOAT", "cores", "1");
    return new Item(name, PeerBenchmark.class, parameters, 7, 1, false);
  }

  @Test
  void theScalarTwinsComeLast() {
    List<Boolean> scalar = Item.rows(id -> true, 2).stream().map(Item::scalar).toList();
    assertThat(scalar).isSorted();
  }

  @Test
  void everyRowIsPlannedOnceWithBothTwins() {
    // The vector kernel's normals are among the limits.
    assertThat(Item.rows(id -> true, 2))
        .hasSize(Row.values().length * 4 - 2)
        .doesNotHaveDuplicates();
    assertThat(Item.rows(id -> true, 1)).hasSize((Row.values().length - 2) * 4 - 2);
  }
}
