package io.skiplane.harness.watch;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code skiplane watch}: a run of another process, live. */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Shows the run that is at work in DIR, live, from another terminal; it ends when the run"
          + " does. The run is not slowed down by it.",
      "Ends with exit code 1 if there is no run, if it fails, or if its process has died."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  skiplane watch skiplane-train",
      "  skiplane watch --once skiplane-reproduce      where it is now, for a script"
    })
public final class WatchCommand implements Callable<Integer> {
  private static final long REFRESH_MILLIS = 250;
  private static final long PLAIN_MILLIS = 5000;
  private static final long LONGEST_PLAIN_MILLIS = 600_000;

  private static final String CHECKPOINT = "checkpoint";

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "folder that the run writes its results to")
  private String folder = "";

  @Option(names = "--once", description = "show where the run is now, and end at once")
  private boolean once;

  @Override
  public Integer call() throws IOException {
    Path path = path();
    try (WatchedRun run = WatchedRun.open(path)) {
      if (run == null) {
        throw new IllegalStateException(none(path));
      }
      return once ? once(run) : watch(run);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private Path path() {
    try {
      Path path = Path.of(folder);
      if (!folder.isBlank() && Files.isDirectory(path)) {
        return path;
      }
    } catch (InvalidPathException e) {
      // Nor is that the name of a folder.
    }
    throw new IllegalArgumentException(
        "DIR is " + (folder.isBlank() ? "empty" : folder) + "; it must be the folder of a run");
  }

  private String none(Path path) {
    return "no run is at work in "
        + folder
        + " that has lasted for a second"
        + (Files.exists(path.resolve(CHECKPOINT)) ? "; one was stopped there, and " + goOn() : "");
  }

  private String goOn() {
    return "--resume " + folder + " of its command goes on with it";
  }

  private int once(WatchedRun run) throws IOException {
    RunState state = run.state();
    lines(state).forEach(out()::println);
    return last(state);
  }

  private int watch(WatchedRun run) throws IOException, InterruptedException {
    boolean terminal = Terminal.onStandardOutput();
    Screen screen = new Screen(out());
    long shown = System.nanoTime();
    long plainMillis = 0;
    while (true) {
      RunState state = run.state();
      boolean ended = state.ending() != RunEnding.NOT_YET || WatchedRun.hasDied(state);
      if (terminal) {
        screen.show(lines(state));
      } else if (ended || (System.nanoTime() - shown) / 1_000_000 >= plainMillis) {
        out().println(ProgressLine.of(state, StatusLine.WIDTH).strip());
        out().flush();
        shown = System.nanoTime();
        plainMillis = Math.clamp(2 * plainMillis, PLAIN_MILLIS, LONGEST_PLAIN_MILLIS);
      }
      if (ended) {
        return last(state);
      }
      if (out().checkError()) {
        return 1; // Nobody reads any more.
      }
      Thread.sleep(REFRESH_MILLIS);
    }
  }

  private List<String> lines(RunState state) {
    long now = state.ending() == RunEnding.NOT_YET ? System.currentTimeMillis() : state.heard();
    return WatchText.of(state, folder, now, ZoneId.systemDefault());
  }

  /** Says how the run has ended, if it has. */
  private int last(RunState state) {
    switch (state.ending()) {
      case FINISHED -> out().println("The run has finished; its results are in " + folder + ".");
      case STOPPED -> out().println("The run was stopped; " + goOn() + ".");
      case FAILED -> {
        throw new IllegalStateException("the run has failed; its own standard error says why");
      }
      case NOT_YET -> {
        if (WatchedRun.hasDied(state)) {
          throw new IllegalStateException(died(state));
        }
        if (WatchedRun.silentMillis(state) > WatchedRun.SILENT_MILLIS) {
          out()
              .println(
                  "The run has said nothing for "
                      + Wording.duration(WatchedRun.silentMillis(state) / 1e3)
                      + ", but its process is there.");
        }
      }
    }
    out().flush();
    return 0;
  }

  private String died(RunState state) {
    return "the run has died: process "
        + state.process()
        + " is no more, and was last heard of "
        + Wording.duration(WatchedRun.silentMillis(state) / 1e3)
        + " ago"
        + (Files.exists(Path.of(folder).resolve(CHECKPOINT))
            ? "; " + goOn() + " from its last checkpoint"
            : "; it has left no checkpoint, so it must be started anew");
  }

  private PrintWriter out() {
    if (spec == null) {
      throw new IllegalStateException("the command runs outside picocli");
    }
    return spec.commandLine().getOut();
  }
}
