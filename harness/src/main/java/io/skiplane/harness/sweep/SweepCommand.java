package io.skiplane.harness.sweep;

import io.skiplane.harness.checkpoint.AppendedFile;
import io.skiplane.harness.checkpoint.AppendedFile.Mark;
import io.skiplane.harness.checkpoint.RunFolder;
import io.skiplane.harness.checkpoint.SaveClock;
import io.skiplane.harness.checkpoint.StopSignal;
import io.skiplane.harness.cli.CheckpointOption;
import io.skiplane.harness.cli.GivenOptions;
import io.skiplane.harness.cli.JsonOption;
import io.skiplane.harness.cli.KernelInUse;
import io.skiplane.harness.cli.StudySaves;
import io.skiplane.harness.engine.Engine;
import io.skiplane.harness.engine.Meter;
import io.skiplane.harness.report.Reports;
import io.skiplane.harness.store.FileTree;
import io.skiplane.harness.study.KernelChoice;
import io.skiplane.harness.watch.Gauge;
import io.skiplane.harness.watch.JfrOption;
import io.skiplane.harness.watch.RunEnding;
import io.skiplane.harness.watch.RunFacts;
import io.skiplane.harness.watch.RunMonitor;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** {@code skiplane sweep}: a grid over anything, many students in each cell. */
@Command(
    name = "sweep",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Trains many students in each cell of a grid and counts who reaches the global optimum.",
      "",
      "Built in: phase (angle of v* by norm of a*), warmup (k by length of the warm-up), batch"
          + " (sampled steps: size of the mini-batch by step size), noise (k by radius of the"
          + " noise). A TOML file may describe another one; options change or make one.",
      "",
      "A value is a number such as 0.5, 6sqrt(k), 1/k^2 or 0.45pi; many are given as a list,"
          + " 1,2,4, or a range, from:to:count, with :log behind it for even ratios. Each option"
          + " with several values is an axis of the grid.",
      "",
      "Writes report.html, results.csv, results.parquet and run.json. Ctrl-C stops it with a"
          + " checkpoint, from which --resume goes on to the same bits; so it does after a crash,"
          + " from the last checkpoint."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  skiplane sweep phase",
      "  skiplane sweep noise --noise 0:4:9 --k 16",
      "  skiplane sweep --k 16,64 --angle 0.1pi:0.9pi:9 --students 10000",
      "  skiplane sweep grid.toml --rows student",
      "  skiplane sweep --resume skiplane-sweep",
      "",
      "A file such as grid.toml has the options' names as keys:",
      "  sweep = \"phase\"                # optional: what it changes",
      "  k = [16, 64]",
      "  angle = \"0.1pi:0.9pi:9\"        # or {from = 0.3, to = 2.8, count = 9}",
      "  students = 10000"
    })
public final class SweepCommand implements Callable<Integer> {
  private static final String NAME = "sweep";
  private static final String TABLE = "results.csv";
  private static final String PARQUET = "results.parquet";
  private static final String DOCUMENT = "run.json";
  private static final String PART = "results.part";
  private static final RunFolder.Layout FILES =
      new RunFolder.Layout(List.of(Reports.NAME, TABLE, PARQUET, DOCUMENT), PART);

  /** Where Spark writes rows of students, PARQUET is a folder. */
  private static final RunFolder.Layout FILES_BESIDE_ROWS =
      new RunFolder.Layout(List.of(Reports.NAME, DOCUMENT), PART);

  private static final Set<String> BESIDE_RESUME =
      Stream.concat(
              Stream.of("--json", "--checkpoint", JfrOption.NAME), EngineOptions.NAMES.stream())
          .collect(Collectors.toUnmodifiableSet());

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "SWEEP",
      description = "phase, warmup, batch, noise, or a TOML file")
  private @Nullable String what;

  @Mixin private final GridOptions grid = new GridOptions();

  @Mixin private final EngineOptions engine = new EngineOptions();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "skiplane-sweep",
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
    try (JfrOption.Recorded recorded = jfr.start()) {
      return sweep();
    }
  }

  private int sweep() throws IOException {
    JsonOption.check(json);
    engine.check();
    long interval = CheckpointOption.nanoseconds(checkpoint);
    ParseResult parsed = command().commandLine().getParseResult();
    if (resume == null) {
      SweepStudy study = new SweepStudy(spec(parsed));
      // First, as it waits until all else is put away.
      try (StopSignal signal = StopSignal.listen();
          RunFolder folder = RunFolder.create(out, layout(study))) {
        StudySaves saves = new StudySaves(NAME, study.spec().arguments(), 0, folder);
        if (writesRows(study)) {
          FileTree.remove(folder.path().resolve(TABLE));
          FileTree.remove(folder.path().resolve(PARQUET));
        }
        return run(study, saves, null, interval, signal);
      }
    }
    GivenOptions.checkBesideResume(parsed, BESIDE_RESUME);
    if (what != null) {
      throw new IllegalArgumentException(
          what
              + " cannot stand beside --resume, which goes on with the sweep that was stopped;"
              + " leave it out");
    }
    try (StopSignal signal = StopSignal.listen();
        RunFolder folder = RunFolder.goOn(resume, layout(Path.of(resume)))) {
      StudySaves saves = StudySaves.read(NAME, folder);
      SweepCommand original = new SweepCommand();
      ParseResult originally =
          new CommandLine(original).parseArgs(saves.arguments().toArray(String[]::new));
      SweepStudy study = new SweepStudy(original.spec(originally));
      if (study.spec().rows() == Rows.STUDENT) {
        RowsFolder.check(folder.path(), PARQUET, engine.writesRows());
      }
      saves.restore(study.ledger());
      Mark mark = study.spec().rows() == Rows.STUDENT ? saves.written() : null;
      return run(study, saves, mark, interval, signal);
    }
  }

  private SweepSpec spec(ParseResult parsed) {
    return GridOptions.spec(what, parsed);
  }

  private int run(
      SweepStudy study, StudySaves saves, @Nullable Mark mark, long interval, StopSignal signal)
      throws IOException {
    try (EngineOptions.Running running = engine.start(NAME)) {
      return run(study, saves, mark, running, interval, signal);
    }
  }

  private int run(
      SweepStudy study,
      StudySaves saves,
      @Nullable Mark mark,
      EngineOptions.Running running,
      long interval,
      StopSignal signal)
      throws IOException {
    PrintWriter text = json == null ? out() : err();
    SweepHead.lines(study.spec(), KernelChoice.of(study.ledger()), running.workers())
        .forEach(text::println);
    text.flush();
    RunFacts facts =
        new RunFacts(NAME, saves.folder().path(), 0, study.spec().allStudents(), Gauge.SUCCESS);
    try (RunMonitor monitor = RunMonitor.begin(facts, err());
        ResultRows rows = rows(study, saves, mark)) {
      SaveClock.Saver saver = () -> saves.save(study.ledger(), rows.mark());
      SaveClock clock = new SaveClock(interval, saver, signal::asked);
      boolean whole = students(study, saves, rows, running, clock, monitor);
      if (interval > 0 || !whole) {
        saver.save();
      }
      if (!whole) {
        monitor.end(RunEnding.STOPPED);
        err().println(saves.stopped(study.ledger()));
        err().flush();
        return StopSignal.EXIT_CODE;
      }
      rows.mark();
      monitor.phase("results");
      monitor.clear();
      finish(study, saves, running.workers(), text);
      monitor.end(RunEnding.FINISHED);
    } catch (UncheckedIOException | IOException e) {
      throw saves.failed(e);
    }
    return 0;
  }

  private boolean writesRows(SweepStudy study) {
    return engine.writesRows() && study.spec().rows() == Rows.STUDENT;
  }

  /** Of a run that was stopped. */
  private static RunFolder.Layout layout(Path folder) {
    return Files.isDirectory(folder.resolve(PARQUET)) ? FILES_BESIDE_ROWS : FILES;
  }

  private RunFolder.Layout layout(SweepStudy study) {
    return writesRows(study) ? FILES_BESIDE_ROWS : FILES;
  }

  private ResultRows rows(SweepStudy study, StudySaves saves, @Nullable Mark mark)
      throws IOException {
    if (writesRows(study)) {
      return new RowsFolder(study.ledger());
    }
    AppendedFile part = saves.folder().part(mark);
    return new RowWriter(study.spec(), study.ledger(), part, mark == null);
  }

  private Engine engine(SweepStudy study, StudySaves saves, EngineOptions.Running running) {
    boolean onScalar = KernelChoice.studentsOnScalar(study.ledger());
    if (!writesRows(study)) {
      return running.engine(onScalar);
    }
    Path rows = saves.folder().path().resolve(PARQUET).toAbsolutePath();
    return running.rowsEngine(onScalar, rows, new SweepTable(study.spec()).cellValues());
  }

  private boolean students(
      SweepStudy study,
      StudySaves saves,
      ResultRows rows,
      EngineOptions.Running running,
      SaveClock clock,
      RunMonitor monitor)
      throws IOException {
    Meter meter = study.meter();
    monitor.phase("students");
    return study.run(
        engine(study, saves, running),
        rows,
        () -> {
          monitor.progress(
              meter.studentSteps(), meter.ended(), meter.fraction(), study.ledger()::successShare);
          return clock.getAsBoolean();
        });
  }

  private void finish(SweepStudy study, StudySaves saves, int workers, PrintWriter text)
      throws IOException {
    RunFolder folder = saves.folder();
    SweepRun run = study.finish(workers, saves.seconds());
    String document = SweepJson.of(run, study.spec());
    if (!writesRows(study)) {
      folder.stagePart(TABLE);
      ParquetTable.write(
          folder.staged(TABLE), new SweepTable(study.spec()).columns(), folder.staged(PARQUET));
    }
    folder.write(DOCUMENT, document);
    folder.write(Reports.NAME, Reports.html(document, folder::staged));
    List<Path> files = new ArrayList<>(folder.commit());
    if (writesRows(study)) {
      files.addFirst(folder.path().resolve(PARQUET));
    }
    SweepText.of(run).forEach(text::println);
    SweepHead.tail(run, files).forEach(text::println);
    text.flush();
    JsonOption.print(json, document, out(), folder.path());
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
