package io.skiplane.harness.cli;

import io.skiplane.harness.checkpoint.RunFolder;
import io.skiplane.harness.checkpoint.SaveClock;
import io.skiplane.harness.checkpoint.StopSignal;
import io.skiplane.harness.engine.Meter;
import io.skiplane.harness.host.Version;
import io.skiplane.harness.report.reproduce.ReproduceReport;
import io.skiplane.harness.store.PathsCsv;
import io.skiplane.harness.store.ResultsCsv;
import io.skiplane.harness.store.RunJson;
import io.skiplane.harness.study.KernelChoice;
import io.skiplane.harness.study.ReproduceRun;
import io.skiplane.harness.study.ReproduceSettings;
import io.skiplane.harness.study.ReproduceStudy;
import io.skiplane.harness.watch.Gauge;
import io.skiplane.harness.watch.JfrOption;
import io.skiplane.harness.watch.RunEnding;
import io.skiplane.harness.watch.RunFacts;
import io.skiplane.harness.watch.RunMonitor;
import io.skiplane.harness.watch.Wording;
import io.skiplane.lanes.KernelRuntime;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
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

/** {@code skiplane reproduce}: tests the paper's claims by simulation. */
@Command(
    name = "reproduce",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Tests the claims of the paper on shortcut connections by simulation: trains many students"
          + " by population gradient descent from ResNet starts, with and without warm-up, and"
          + " from plain CNN starts, and counts who reaches the global optimum.",
      "Writes report.html, results.csv, paths.csv and run.json.",
      "Ctrl-C stops it with a checkpoint, from which --resume goes on to the same bits; so it does"
          + " after a crash, from the last checkpoint."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  skiplane reproduce",
      "  skiplane reproduce --students 1 --out first-look",
      "  skiplane reproduce --ks 16,64 --students 20000 --seed 7 --json - > run.json",
      "  skiplane reproduce --resume skiplane-reproduce"
    })
public final class ReproduceCommand implements Callable<Integer> {
  private static final String NAME = "reproduce";
  private static final String REPORT = "report.html";
  private static final String TABLE = "results.csv";
  private static final String DOCUMENT = "run.json";
  private static final RunFolder.Layout FILES =
      new RunFolder.Layout(List.of(REPORT, TABLE, PathsCsv.NAME, DOCUMENT), "cells.part");

  private static final long LARGEST_SIZE = 1_000_000;
  private static final long MOST_STUDENTS = 10_000_000;
  private static final long MOST_STEPS = 1_000_000_000_000_000L;
  private static final double LARGEST_NORM = 1e9;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--ks",
      paramLabel = "K,...",
      defaultValue = "16,25,36,49,64,81,100",
      description = "numbers of patches (default: ${DEFAULT-VALUE})")
  private String ks = "";

  @Option(
      names = "--p",
      paramLabel = "P",
      defaultValue = "8",
      description = "size of a patch (default: ${DEFAULT-VALUE})")
  private String p = "";

  @Option(
      names = "--students",
      paramLabel = "N",
      defaultValue = "5000",
      description = "students for each k and each kind of start (default: ${DEFAULT-VALUE})")
  private String students = "";

  @Option(
      names = "--teacher-norm",
      paramLabel = "X",
      description = "norm of the teacher's a* (default: 6√k)")
  private @Nullable String teacherNorm;

  @Option(
      names = "--teacher-sum",
      paramLabel = "X",
      description = "sum of the teacher's a* (default: a quarter of its norm)")
  private @Nullable String teacherSum;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "names all random streams (default: ${DEFAULT-VALUE})")
  private String seed = "";

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "worker threads; results do not depend on it (default: one a processor)")
  private @Nullable String threads;

  @Option(
      names = "--steps-limit",
      paramLabel = "N",
      description = "steps after which a student is undecided (default: 200 k², at least 10000)")
  private @Nullable String stepsLimit;

  @Option(
      names = "--tolerance",
      paramLabel = "X",
      defaultValue = "1e-4",
      description =
          "success is a squared distance to the optimum below this (default: ${DEFAULT-VALUE})")
  private String tolerance = "";

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "skiplane-reproduce",
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
      description = "-: print run.json to standard output, everything else to standard error")
  private @Nullable String json;

  @Mixin private final JfrOption jfr = new JfrOption();

  @Override
  public Integer call() throws IOException {
    KernelInUse.get();
    try (JfrOption.Recorded _ = jfr.start()) {
      return reproduce();
    }
  }

  private int reproduce() throws IOException {
    JsonOption.check(json);
    ParseResult parsed = command().commandLine().getParseResult();
    if (resume == null) {
      List<String> arguments = GivenOptions.of(parsed);
      ReproduceSettings settings = settings();
      long interval = CheckpointOption.nanoseconds(checkpoint);
      ReproduceStudy study = new ReproduceStudy(settings);
      // First, as it waits until all else is put away.
      try (StopSignal signal = StopSignal.listen();
          RunFolder folder = RunFolder.create(out, FILES)) {
        return run(settings, study, new StudySaves(NAME, arguments, 0, folder), interval, signal);
      }
    }
    GivenOptions.checkBesideResume(parsed, Set.of("--json", "--threads", JfrOption.NAME));
    try (StopSignal signal = StopSignal.listen();
        RunFolder folder = RunFolder.goOn(resume, FILES)) {
      StudySaves saves = StudySaves.read(NAME, folder);
      ReproduceCommand original = new ReproduceCommand();
      new CommandLine(original).parseArgs(saves.arguments().toArray(String[]::new));
      original.threads = threads == null ? original.threads : threads;
      ReproduceSettings settings = original.settings();
      ReproduceStudy study = new ReproduceStudy(settings);
      saves.restore(study.ledger());
      long interval = CheckpointOption.nanoseconds(original.checkpoint);
      return run(settings, study, saves, interval, signal);
    }
  }

  private int run(
      ReproduceSettings settings,
      ReproduceStudy study,
      StudySaves saves,
      long interval,
      StopSignal signal)
      throws IOException {
    PrintWriter text = json == null ? out() : err();
    head(settings, study).forEach(text::println);
    text.flush();
    RunFacts facts = new RunFacts(NAME, saves.folder().path(), 0, study.students(), Gauge.SUCCESS);
    try (RunMonitor monitor = RunMonitor.begin(facts, err())) {
      if (!cells(study, saves, interval, signal, monitor)) {
        monitor.end(RunEnding.STOPPED);
        err().println(saves.stopped(study.ledger()));
        err().flush();
        return StopSignal.EXIT_CODE;
      }
      monitor.phase("claims");
      monitor.clear();
      finish(study.finish(saves.seconds()), saves.folder(), text);
      monitor.end(RunEnding.FINISHED);
    } catch (UncheckedIOException | IOException e) {
      throw saves.failed(e);
    }
    return 0;
  }

  private static boolean cells(
      ReproduceStudy study, StudySaves saves, long interval, StopSignal signal, RunMonitor monitor)
      throws IOException {
    monitor.phase("students");
    SaveClock clock = new SaveClock(interval, () -> saves.save(study.ledger()), signal::asked);
    boolean whole =
        study.cells(
            result -> {},
            () -> {
              tell(monitor, study);
              return clock.getAsBoolean();
            });
    tell(monitor, study);
    // What follows takes seconds, and the cells are not to be lost to it.
    if (interval > 0 || !whole) {
      saves.save(study.ledger());
    }
    return whole;
  }

  private static void tell(RunMonitor monitor, ReproduceStudy study) {
    Meter meter = study.meter();
    monitor.progress(
        meter.studentSteps(), meter.ended(), meter.fraction(), study.ledger()::successShare);
  }

  private void finish(ReproduceRun run, RunFolder folder, PrintWriter text) throws IOException {
    String document = RunJson.of(run);
    folder.write(REPORT, ReproduceReport.html(run));
    folder.write(TABLE, ResultsCsv.of(run.cells()));
    folder.write(PathsCsv.NAME, PathsCsv.of(run.paths()));
    folder.write(DOCUMENT, document);
    List<Path> files = folder.commit();
    ResultsText.of(run).forEach(text::println);
    text.println();
    tail(run, files).forEach(text::println);
    text.flush();
    JsonOption.print(json, document, out(), folder.path());
  }

  private ReproduceSettings settings() {
    return new ReproduceSettings(
        OptionValue.wholes("--ks", ks, 1, LARGEST_SIZE),
        OptionValue.whole("--p", p, 2, LARGEST_SIZE),
        OptionValue.whole("--students", students, 1, MOST_STUDENTS),
        teacherNorm == null
            ? OptionalDouble.empty()
            : OptionalDouble.of(OptionValue.positive("--teacher-norm", teacherNorm, LARGEST_NORM)),
        teacherSum == null
            ? OptionalDouble.empty()
            : OptionalDouble.of(OptionValue.finite("--teacher-sum", teacherSum)),
        OptionValue.whole("--seed", seed, Long.MIN_VALUE, Long.MAX_VALUE),
        OptionValue.threads(threads),
        stepsLimit == null
            ? OptionalLong.empty()
            : OptionalLong.of(OptionValue.whole("--steps-limit", stepsLimit, 1, MOST_STEPS)),
        OptionValue.positive("--tolerance", tolerance, LARGEST_NORM));
  }

  private static List<String> head(ReproduceSettings settings, ReproduceStudy study) {
    KernelRuntime runtime = KernelChoice.of(settings);
    return List.of(
        String.format(
            Locale.ROOT,
            "Skiplane %s: %s kernel%s, %d %s, seed %d",
            Version.text(),
            runtime.kernel(),
            runtime.laneBits() == 0 ? "" : " of " + runtime.laneBits() + " bits",
            settings.threads(),
            settings.threads() == 1 ? "thread" : "threads",
            settings.seed()),
        String.format(
            Locale.ROOT,
            "Teacher: p = %d, ‖a*‖ = %s, 1ᵀa* = %s, v* at 0.45π to the shortcut",
            settings.p(),
            settings.teacherNormText(),
            settings.teacherSumText()),
        String.format(
            Locale.ROOT,
            "%,d students, %,d for each k and start",
            study.students(),
            settings.students()),
        "");
  }

  private static List<String> tail(ReproduceRun run, List<Path> files) {
    double seconds = run.info().elapsedSeconds();
    return List.of(
        String.format(
            Locale.ROOT,
            "%s student-steps in %.1f s, %s a second",
            Wording.quantity(run.info().studentSteps()),
            seconds,
            Wording.quantity(run.info().studentSteps() / seconds)),
        "Written: " + String.join(", ", files.stream().map(Path::toString).toList()));
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
