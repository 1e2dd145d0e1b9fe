package io.skiplane.harness.train;

import io.skiplane.descent.Descent;
import io.skiplane.descent.DivergenceException;
import io.skiplane.gradient.Gradient;
import io.skiplane.harness.checkpoint.AppendedFile;
import io.skiplane.harness.checkpoint.CheckpointFile;
import io.skiplane.harness.checkpoint.RunFolder;
import io.skiplane.harness.checkpoint.StopSignal;
import io.skiplane.harness.cli.CheckpointOption;
import io.skiplane.harness.cli.GivenOptions;
import io.skiplane.harness.cli.JsonOption;
import io.skiplane.harness.cli.KernelInUse;
import io.skiplane.harness.cli.OptionValue;
import io.skiplane.harness.cli.ResumeSentence;
import io.skiplane.harness.host.BoundedArena;
import io.skiplane.harness.npy.NpyWriter;
import io.skiplane.harness.report.Reports;
import io.skiplane.harness.train.Choices.GradientName;
import io.skiplane.harness.watch.Gauge;
import io.skiplane.harness.watch.JfrOption;
import io.skiplane.harness.watch.RunEnding;
import io.skiplane.harness.watch.RunFacts;
import io.skiplane.harness.watch.RunMonitor;
import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.StepSizes;
import io.skiplane.model.Student;
import io.skiplane.model.Teacher;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.util.List;
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

/** {@code skiplane train}: one student, any gradient, the user's own problem. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Trains one student by gradient descent with normalisation.",
      "Writes report.html, a.npy and v.npy, the end state, trajectory.csv and train.json.",
      "Ctrl-C stops it with a checkpoint, from which --resume goes on to the same bits; so it does"
          + " after a crash, from the last checkpoint."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  skiplane train --k 16 --steps 20000",
      "  skiplane train --gradient dense --k 100 --steps 100000 --schedule constant",
      "  skiplane train --gradient resident --data z.npy --labels y.npy --batch 4 \\",
      "      --epochs 10 --shuffle blocks",
      "  skiplane train --resume skiplane-train"
    })
public final class TrainCommand implements Callable<Integer> {
  private static final String NAME = "train";
  private static final String TRAJECTORY = "trajectory.csv";
  private static final String OUTPUT_WEIGHT = "a.npy";
  private static final String PATCH_WEIGHT = "v.npy";
  private static final String DOCUMENT = "train.json";
  private static final RunFolder.Layout FILES =
      new RunFolder.Layout(
          List.of(Reports.NAME, TRAJECTORY, OUTPUT_WEIGHT, PATCH_WEIGHT, DOCUMENT),
          "trajectory.part");

  /** Points of a trajectory for which M is not given. */
  private static final long POINTS = 1000;

  private static final long STEPS = 10_000;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--gradient",
      paramLabel = "NAME",
      defaultValue = "population",
      converter = Choices.OfGradient.class,
      completionCandidates = Choices.Gradients.class,
      description =
          "population, reduced, dense, projected, angular (projected, but of v only its angle to v*"
              + " follows the law) or resident (default: ${DEFAULT-VALUE})")
  private GradientName gradientName = GradientName.POPULATION;

  @Option(
      names = "--k",
      paramLabel = "K",
      description = "number of patches (default: what the files say, or 16)")
  private @Nullable String k;

  @Option(
      names = "--p",
      paramLabel = "P",
      description = "size of a patch (default: what the files say, or 8)")
  private @Nullable String p;

  @Option(
      names = "--batch",
      paramLabel = "B",
      description = "inputs a step, for dense, projected, angular and resident (default: 1)")
  private @Nullable String batch;

  @Option(names = "--steps", paramLabel = "N", description = "steps to take (default: 10000)")
  private @Nullable String steps;

  @Option(
      names = "--precision",
      paramLabel = "FORMAT",
      converter = Choices.OfPrecision.class,
      completionCandidates = Choices.Precisions.class,
      description = "float or double (default: double; for resident the data's)")
  private @Nullable Precision precision;

  @Mixin private final StartOptions startOptions = new StartOptions();

  @Option(
      names = "--schedule",
      paramLabel = "SIZES",
      defaultValue = "warmup",
      description =
          "step sizes: warmup, constant, or phases steps:etaA:etaW,..., whose last one lasts for"
              + " ever (default: ${DEFAULT-VALUE})")
  private String schedule = "";

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "names all random streams (default: ${DEFAULT-VALUE})")
  private String seed = "";

  @Option(
      names = "--student",
      paramLabel = "N",
      defaultValue = "0",
      description = "number of the start and of its streams (default: ${DEFAULT-VALUE})")
  private String number = "";

  @Mixin private final DataOptions dataOptions = new DataOptions();

  @Mixin private final OrderOptions orderOptions = new OrderOptions();

  @Mixin private final TeacherOptions teacherOptions = new TeacherOptions();

  @Option(
      names = "--every",
      paramLabel = "M",
      description = "write every M-th point to trajectory.csv (default: a thousand points)")
  private @Nullable String every;

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
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "skiplane-train",
      description = "folder for the results (default: ${DEFAULT-VALUE})")
  private String out = "";

  @Option(
      names = "--json",
      paramLabel = "-",
      description = "-: print train.json to standard output, everything else to standard error")
  private @Nullable String json;

  @Mixin private final JfrOption jfr = new JfrOption();

  @Override
  public Integer call() throws IOException {
    KernelInUse.get();
    try (JfrOption.Recorded _ = jfr.start()) {
      return train();
    }
  }

  private int train() throws IOException {
    JsonOption.check(json);
    ParseResult parsed = command().commandLine().getParseResult();
    if (resume == null) {
      return start(TrainArguments.of(parsed));
    }
    GivenOptions.checkBesideResume(parsed, Set.of("--json", JfrOption.NAME));
    // First, as it waits until all else is put away.
    try (StopSignal signal = StopSignal.listen();
        RunFolder folder = RunFolder.goOn(resume, FILES);
        Arena arena = BoundedArena.shared()) {
      CheckpointFile.Content content = folder.load(arena);
      TrainCheckpoint state = TrainCheckpoint.decode(content.head());
      state.check();
      TrainCommand original = new TrainCommand();
      new CommandLine(original).parseArgs(state.arguments().toArray(String[]::new));
      TrainProblem problem = original.problem(arena);
      problem.student().memory().copyFrom(content.body());
      problem.descent().resume(state.step(), state.stateNumbers());
      return run(
          original.lengths(problem), problem, folder, state, new TrainArguments(state), signal);
    }
  }

  private int start(TrainArguments arguments) throws IOException {
    try (Arena arena = BoundedArena.shared()) {
      TrainProblem problem = problem(arena);
      Lengths lengths = lengths(problem);
      try (StopSignal signal = StopSignal.listen();
          RunFolder folder = RunFolder.create(out, FILES)) {
        return run(lengths, problem, folder, null, arguments, signal);
      }
    }
  }

  /** Steps in all, from one point to the next, and nanoseconds from one checkpoint to the next. */
  private record Lengths(long steps, long every, long interval) {}

  private Lengths lengths(TrainProblem problem) {
    long count = orderOptions.steps(steps, STEPS, dataOptions.count(), problem.gradient().batch());
    long interval =
        every == null
            ? Math.max(1, count / POINTS)
            : OptionValue.whole("--every", every, 1, Long.MAX_VALUE);
    return new Lengths(count, interval, CheckpointOption.nanoseconds(checkpoint));
  }

  /** Takes the steps from where the descent is. */
  private int run(
      Lengths lengths,
      TrainProblem problem,
      RunFolder folder,
      @Nullable TrainCheckpoint from,
      TrainArguments arguments,
      StopSignal signal)
      throws IOException {
    Descent descent = problem.descent();
    TrainRun.Saver saver =
        (first, points) ->
            folder.save(
                arguments.checkpoint(descent, first, points).encode(), problem.student().memory());
    AppendedFile opened = folder.part(from == null ? null : from.trajectory());
    PrintWriter err = command().commandLine().getErr();
    RunFacts facts = new RunFacts(NAME, folder.path(), lengths.steps(), 1, Gauge.PHI);
    try (RunMonitor monitor = RunMonitor.begin(facts, err)) {
      TrainRun run =
          new TrainRun(
              descent,
              lengths.steps(),
              lengths.every(),
              lengths.interval(),
              saver,
              signal::asked,
              () -> tell(monitor, descent, lengths.steps()));
      monitor.phase("steps");
      Optional<TrainResult> result;
      try (AppendedFile points = opened) {
        result = run.run(points, from == null ? null : from.first());
      }
      if (result.isEmpty()) {
        monitor.end(RunEnding.STOPPED);
        err.println(
            "Stopped after "
                + descent.step()
                + " of "
                + lengths.steps()
                + " steps. "
                + ResumeSentence.of(NAME, folder));
        err.flush();
        return StopSignal.EXIT_CODE;
      }
      monitor.phase("results");
      monitor.clear();
      finish(problem, result.get(), folder);
      monitor.end(RunEnding.FINISHED);
      return 0;
    } catch (UncheckedIOException | IOException e) {
      throw ResumeSentence.failed(NAME, folder, e);
    } catch (DivergenceException e) {
      folder.discard(); // It would diverge again.
      throw e;
    }
  }

  private static void tell(RunMonitor monitor, Descent descent, long steps) {
    long step = descent.step();
    monitor.progress(
        step, step == steps ? 1 : 0, (double) step / steps, () -> descent.point().phi());
  }

  private void finish(TrainProblem problem, TrainResult result, RunFolder folder)
      throws IOException {
    Student student = problem.student();
    NpyWriter.write(folder.staged(OUTPUT_WEIGHT), student.shape().k(), student::a);
    NpyWriter.write(folder.staged(PATCH_WEIGHT), student.shape().p(), student::v);
    String document = TrainJson.of(problem, result);
    Files.writeString(folder.staged(DOCUMENT), document);
    folder.stagePart(TRAJECTORY);
    folder.write(Reports.NAME, Reports.html(document, folder::staged));
    print(TrainText.of(problem, result, folder.commit()), document);
  }

  /** Checks everything that was asked for, before anything is written. */
  private TrainProblem problem(Arena arena) throws IOException {
    Sizes sizes = new Sizes();
    if (k != null) {
      sizes.k("--k", OptionValue.whole("--k", k, 1, Shape.LARGEST));
    }
    if (p != null) {
      sizes.p("--p", OptionValue.whole("--p", p, 1, Shape.LARGEST));
    }
    boolean resident = gradientName == GradientName.RESIDENT;
    orderOptions.check(resident, steps);
    dataOptions.open(arena, sizes, resident);
    teacherOptions.open(arena, sizes);
    startOptions.open(arena, sizes);
    Shape shape = sizes.shape();
    StepSizes stepSizes = Schedule.parse(schedule, shape.k());
    int inputs = batch();
    Precision format = dataOptions.precision(precision);
    long wantedSeed = OptionValue.whole("--seed", seed, Long.MIN_VALUE, Long.MAX_VALUE);
    long wantedNumber = OptionValue.whole("--student", number, 0, Long.MAX_VALUE);
    try {
      Teacher teacher = teacherOptions.teacher(arena, shape);
      Student student = Student.allocate(arena, shape, format);
      startOptions.place(arena, student, teacher, wantedSeed, wantedNumber);
      Gradient gradient = gradient(arena, inputs, teacher, wantedSeed);
      Descent descent =
          Descent.of(arena, student, teacher, gradient, stepSizes, wantedSeed, wantedNumber);
      return new TrainProblem(
          gradientName,
          gradient,
          teacher,
          student,
          stepSizes,
          startOptions.init(),
          wantedSeed,
          wantedNumber,
          descent);
    } catch (OutOfMemoryError e) {
      throw new IllegalArgumentException(
          "k = "
              + shape.k()
              + " and p = "
              + shape.p()
              + " need more memory than there is ("
              + e.getMessage()
              + "); lower them, or end other programs",
          e);
    }
  }

  private int batch() {
    if (batch == null) {
      return 1;
    }
    int inputs = (int) OptionValue.whole("--batch", batch, 1, Gradient.LARGEST_BATCH);
    if (inputs != 1 && !gradientName.sampled()) {
      throw new IllegalArgumentException(
          "--batch is "
              + inputs
              + ", but --gradient "
              + Choices.word(gradientName)
              + " draws no inputs; leave --batch out");
    }
    return inputs;
  }

  private Gradient gradient(Arena arena, int inputs, Teacher teacher, long orderSeed) {
    return switch (gradientName) {
      case POPULATION -> new Gradient.Population();
      case REDUCED -> new Gradient.Reduced();
      case DENSE -> new Gradient.Dense(inputs);
      case PROJECTED -> new Gradient.Projected(inputs);
      case ANGULAR -> new Gradient.Angular(inputs);
      case RESIDENT ->
          new Gradient.Resident(
              dataOptions.inputs(arena, teacher.shape(), teacher),
              inputs,
              orderOptions.order(orderSeed));
    };
  }

  private void print(List<String> lines, String document) {
    PrintWriter stdout = command().commandLine().getOut();
    PrintWriter text = json == null ? stdout : command().commandLine().getErr();
    lines.forEach(text::println);
    text.flush();
    if (json != null) {
      stdout.print(document);
      stdout.flush();
    }
  }

  private CommandSpec command() {
    if (spec == null) {
      throw new IllegalStateException("the command runs outside picocli");
    }
    return spec;
  }
}
