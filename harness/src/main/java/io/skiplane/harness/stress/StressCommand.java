package io.skiplane.harness.stress;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.skiplane.harness.checkpoint.AppendedFile;
import io.skiplane.harness.checkpoint.CheckpointFile;
import io.skiplane.harness.checkpoint.RunFolder;
import io.skiplane.harness.checkpoint.SaveClock;
import io.skiplane.harness.checkpoint.StopSignal;
import io.skiplane.harness.checkpoint.StudyCheckpoint;
import io.skiplane.harness.cli.CheckpointOption;
import io.skiplane.harness.cli.GivenOptions;
import io.skiplane.harness.cli.JsonOption;
import io.skiplane.harness.cli.KernelInUse;
import io.skiplane.harness.cli.ResumeSentence;
import io.skiplane.harness.host.OwnMemory;
import io.skiplane.harness.host.Processor;
import io.skiplane.harness.host.Version;
import io.skiplane.harness.store.Csv;
import io.skiplane.harness.train.Choices;
import io.skiplane.harness.train.Choices.GradientName;
import io.skiplane.harness.watch.JfrOption;
import io.skiplane.harness.watch.StatusLine;
import io.skiplane.lanes.KernelRuntime;
import io.skiplane.lanes.Twins;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** {@code skiplane stress}: proves that the machine computes right. */
@Command(
    name = "stress",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs all gradients in turn at a large size and computes a share of the blocks again by"
          + " other routes: the scalar twin, other threads, vectors of other widths in JVMs of"
          + " their own; resident inputs are drawn again. All routes owe the same bits, so what"
          + " differs is a fault of the machine or of the JVM.",
      "Writes report.html, stress.json, throughput.csv, mismatches.csv and step-times.hlog (an"
          + " HdrHistogram log).",
      "Ctrl-C stops it with a checkpoint, from which --resume goes on to the same bits; so it does"
          + " after a crash, from the last checkpoint."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  skiplane stress                            5 minutes of all gradients",
      "  skiplane stress --minutes 30 --memory 12g  most of a machine of 16 GB",
      "  skiplane stress --gradient dense --k 2097152 --p 2048 --check 10",
      "  skiplane stress --blocks 40                digests to compare machines by",
      "  skiplane stress --resume skiplane-stress"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all that was computed again came to the same bits",
      "1:something went wrong, and standard error says what",
      "2:the command cannot be meant as it is written",
      "3:something came to other bits: the machine or the JVM is at fault",
      "130 or 143:it was stopped, and standard error says how to go on"
    })
public final class StressCommand implements Callable<Integer> {
  static final String NAME = "stress";
  private static final int DIFFERENT = 3;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private final StressOptions options = new StressOptions();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "skiplane-stress",
      description = "folder for the results (default: ${DEFAULT-VALUE})")
  private String out = "";

  @Option(
      names = "--checkpoint",
      paramLabel = "S",
      defaultValue = CheckpointOption.DEFAULT_SECONDS,
      description = CheckpointOption.DESCRIPTION)
  private String checkpoint = CheckpointOption.DEFAULT_SECONDS;

  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description =
          "go on with the run in DIR, to the same bits, with the options that it was started with")
  private @Nullable String resume;

  @Option(
      names = "--json",
      paramLabel = "-",
      description = "-: print stress.json to standard output, everything else to standard error")
  private @Nullable String json;

  @Mixin private final JfrOption jfr = new JfrOption();

  @Override
  public Integer call() throws IOException {
    KernelInUse.get();
    JsonOption.check(json);
    ParseResult parsed = command().commandLine().getParseResult();
    try (JfrOption.Recorded recorded = jfr.start()) {
      return run(parsed);
    }
  }

  private int run(ParseResult parsed) throws IOException {
    if (resume == null) {
      List<String> arguments = GivenOptions.of(parsed);
      Setting setting = setting(options, CheckpointOption.nanoseconds(checkpoint));
      // First, as it waits until all else is put away.
      try (StopSignal signal = StopSignal.listen();
          RunFolder folder = RunFolder.create(out, StressFiles.LAYOUT)) {
        Ledger ledger = new Ledger(options.gradients());
        return run(setting, arguments, folder, ledger, null, signal);
      }
    }
    GivenOptions.checkBesideResume(parsed, Set.of("--json", "--threads", JfrOption.NAME));
    try (StopSignal signal = StopSignal.listen();
        RunFolder folder = RunFolder.goOn(resume, StressFiles.LAYOUT);
        Arena arena = Arena.ofConfined()) {
      CheckpointFile.Content content = folder.load(arena);
      StudyCheckpoint state = StudyCheckpoint.decode(content.head(), NAME, resume);
      StressCommand original = new StressCommand();
      new CommandLine(original).parseArgs(state.arguments().toArray(String[]::new));
      original.options.overrideThreads(options);
      Setting setting =
          setting(original.options, CheckpointOption.nanoseconds(original.checkpoint));
      Ledger ledger = new Ledger(original.options.gradients());
      StressFiles.read(content.body(), ledger);
      return run(setting, state.arguments(), folder, ledger, state.written(), signal);
    }
  }

  /** What to run, checked before anything starts. */
  private record Setting(
      StressProblem problem,
      StressLoop.Plan plan,
      double mostSeconds,
      long interval,
      MemoryPlan memory,
      StressRun.Facts facts) {

    boolean unfinished(Ledger ledger) {
      boolean some = ledger.round() == 0 || ledger.seconds() < mostSeconds;
      return some && ledger.account(ledger.next()).blocks() < plan.mostBlocks();
    }
  }

  private Setting setting(StressOptions given, long interval) {
    StressProblem problem = given.problem();
    int threads = given.threads();
    double mostSeconds = given.mostSeconds();
    KernelRuntime runtime = Twins.runtime();
    StressLoop.Plan plan = new StressLoop.Plan(threads, given.mostBlocks(), given.flip());
    MemoryPlan memory = MemoryPlan.of(problem, threads, jvms(given.gradients(), problem));
    long available = OwnMemory.available();
    memory.check(available);
    StressRun.Facts facts =
        new StressRun.Facts(
            Version.text(),
            problem.seed(),
            problem.shape().k(),
            problem.shape().p(),
            Choices.word(problem.precision()),
            threads,
            problem.inputs(),
            problem.period() == 0 ? 0 : 1.0 / problem.period(),
            runtime.kernel(),
            runtime.laneBits(),
            Runtime.version().toString(),
            Processor.name());
    StressText.head(facts, memory, available).forEach(text()::println);
    text().flush();
    return new Setting(problem, plan, mostSeconds, interval, memory, facts);
  }

  /** JVMs of other widths that there will be. */
  private static int jvms(List<GradientName> gradients, StressProblem problem) {
    return problem.period() == 0
        ? 0
        : (int)
            gradients.stream()
                .flatMap(name -> Route.all(name, Twins.runtime(), problem).stream())
                .filter(route -> route instanceof Route.OtherWidth)
                .distinct()
                .count();
  }

  private int run(
      Setting setting,
      List<String> arguments,
      RunFolder folder,
      Ledger ledger,
      AppendedFile.@Nullable Mark written,
      StopSignal signal)
      throws IOException {
    boolean whole;
    try (AppendedFile part = folder.part(written);
        CsvWriter rows = Csv.to(part);
        StressLoop loop = new StressLoop(setting.problem(), setting.plan())) {
      if (written == null) {
        StressTables.turnsHead(rows);
      }
      draw(loop);
      SaveClock.Saver saver =
          () -> {
            rows.flush();
            StressFiles.save(folder, arguments, ledger, part.mark());
          };
      SaveClock clock = new SaveClock(setting.interval(), saver, signal::asked);
      try (StressProgress progress =
          new StressProgress(
              err(), folder.path(), setting.mostSeconds(), setting.plan().mostBlocks())) {
        whole = rounds(setting, loop, ledger, rows, clock, signal, progress);
        if (setting.interval() > 0 || !whole) {
          saver.save();
        }
        progress.end(whole);
      }
    } catch (UncheckedIOException | IOException e) {
      throw ResumeSentence.failed(NAME, folder, e);
    }
    return finish(setting, folder, ledger, whole);
  }

  private void draw(StressLoop loop) {
    StatusLine status = new StatusLine(err());
    loop.draw(
        done ->
            status.show(
                String.format(Locale.ROOT, "drawing resident inputs: %.0f %%", 100 * done)));
    status.clear();
  }

  /** Turns until the run ends or is stopped; whether it has ended. */
  private static boolean rounds(
      Setting setting,
      StressLoop loop,
      Ledger ledger,
      CsvWriter rows,
      SaveClock clock,
      StopSignal signal,
      StressProgress progress)
      throws IOException {
    while (setting.unfinished(ledger)) {
      Optional<Turn> turn = loop.turn(ledger, signal::asked);
      if (turn.isEmpty()) {
        return false;
      }
      StressTables.write(turn.get(), rows);
      progress.turn(ledger);
      if (!clock.getAsBoolean()) {
        return false;
      }
    }
    return true;
  }

  private int finish(Setting setting, RunFolder folder, Ledger ledger, boolean whole)
      throws IOException {
    StressRun run =
        ledger.run(setting.facts(), setting.problem(), whole, setting.memory().offHeap());
    String document = StressJson.of(run);
    StressFiles.write(folder, ledger, document);
    List<Path> files = whole ? folder.commit() : folder.publish();
    StressText.of(run).forEach(text()::println);
    text().println("Written: " + String.join(", ", files.stream().map(Path::toString).toList()));
    text().flush();
    if (json != null) {
      out().print(document);
      out().flush();
    }
    if (!whole) {
      err().println("Stopped. " + ResumeSentence.of(NAME, folder));
      err().flush();
    }
    return ledger.differing() > 0 ? DIFFERENT : whole ? 0 : StopSignal.EXIT_CODE;
  }

  private PrintWriter text() {
    return json == null ? out() : err();
  }

  private PrintWriter out() {
    return command().commandLine().getOut();
  }

  private PrintWriter err() {
    return command().commandLine().getErr();
  }

  private CommandSpec command() {
    if (spec == null) {
      throw new IllegalStateException("the command runs outside picocli");
    }
    return spec;
  }
}
