package io.skiplane.harness.sweep;

import io.skiplane.harness.cli.OptionValue;
import io.skiplane.harness.engine.Engine;
import io.skiplane.harness.engine.ThreadsEngine;
import io.skiplane.harness.spark.CellValues;
import io.skiplane.harness.spark.SparkStart;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a sweep runs; its results do not depend on it. */
final class EngineOptions {
  /** May stand beside --resume. */
  static final Set<String> NAMES = Set.of("--threads", "--engine", "--master");

  private static final String THREADS = "threads";
  private static final String SPARK = "spark";

  /** In none of the jars that Skiplane is compiled against. */
  private static final String OF_SPARK = "org.apache.spark.launcher.SparkLauncher";

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "worker threads; results do not depend on it (default: one a processor)")
  private @Nullable String threads;

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      defaultValue = THREADS,
      description =
          "threads: of this machine; spark: Apache Spark, to the same bits (default:"
              + " ${DEFAULT-VALUE})")
  private String engine = THREADS;

  @Option(
      names = "--master",
      paramLabel = "URL",
      description = "where Spark runs: local[*], spark://HOST:PORT, k8s://…")
  private @Nullable String master;

  /** An engine that is ready, until it is closed. */
  interface Running extends AutoCloseable {
    Engine engine(boolean onScalar);

    /** One that has rows of students written to a folder; counts alone come back. */
    Engine rowsEngine(boolean onScalar, Path folder, CellValues cells);

    /** Threads or cores that it has now. */
    int workers();

    @Override
    void close();
  }

  /**
   * Checks the options.
   *
   * @throws IllegalArgumentException if they are wrong, or if Spark is not there
   */
  void check() {
    switch (engine) {
      case THREADS -> {
        if (master != null) {
          throw new IllegalArgumentException(
              "--master is " + master + ", which goes with --engine spark alone");
        }
        OptionValue.threads(threads);
      }
      case SPARK -> {
        if (threads != null) {
          throw new IllegalArgumentException(
              "--threads is "
                  + threads
                  + ", which goes with --engine threads; Spark's are named by --master, say"
                  + " local[4]");
        }
        if (!isSparkThere()) {
          throw new IllegalArgumentException(
              "--engine spark needs Apache Spark 4.2, which Skiplane does not come with: unpack"
                  + " spark-4.2.0-bin-hadoop3.tgz from https://spark.apache.org/downloads.html"
                  + " and let SPARK_HOME name its folder");
        }
      }
      default ->
          throw new IllegalArgumentException(
              "--engine is " + engine + "; it must be threads or spark");
    }
  }

  private static boolean isSparkThere() {
    try {
      Class.forName(OF_SPARK, false, EngineOptions.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /** Whether students' rows are written where they run, and not by this process. */
  boolean writesRows() {
    return engine.equals(SPARK);
  }

  /** Makes it ready, which takes Spark some seconds. */
  Running start(String command) {
    check();
    return engine.equals(SPARK) ? spark(command, master) : onThreads(OptionValue.threads(threads));
  }

  private static Running onThreads(int count) {
    return new Running() {
      @Override
      public Engine engine(boolean onScalar) {
        return new ThreadsEngine(count, onScalar);
      }

      @Override
      public Engine rowsEngine(boolean onScalar, Path folder, CellValues cells) {
        throw new IllegalStateException("threads hand their rows over");
      }

      @Override
      public int workers() {
        return count;
      }

      @Override
      public void close() {}
    };
  }

  private static Running spark(String command, @Nullable String master) {
    SparkStart spark = SparkStart.of(command, master);
    return new Running() {
      @Override
      public Engine engine(boolean onScalar) {
        return spark.engine(onScalar);
      }

      @Override
      public Engine rowsEngine(boolean onScalar, Path folder, CellValues cells) {
        return spark.rowsEngine(onScalar, folder, cells);
      }

      @Override
      public int workers() {
        return spark.cores();
      }

      @Override
      public void close() {
        spark.close();
      }
    };
  }
}
