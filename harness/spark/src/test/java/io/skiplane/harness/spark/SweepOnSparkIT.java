package io.skiplane.harness.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps on a real cluster, disturbed: the same bytes as on threads. */
class SweepOnSparkIT {
  private static final int FIRST_STUDENTS = 100;
  private static final int DOUBLINGS = 6;

  @TempDir private Path folder = Path.of("");

  /** A sweep that is at work for some seconds: one student after the other, on scalars. */
  private static List<String> sweep(int students, Path out, String... more) {
    List<String> args = new ArrayList<>(List.of("sweep", "--k=16,20", "--gradient=population"));
    args.addAll(List.of("--angle=0.3pi:0.7pi:3", "--students=" + students));
    args.addAll(List.of("--checkpoint=0.1", "--out=" + out));
    args.addAll(List.of(more));
    return args;
  }

  private ServerProcess start(List<String> command) throws IOException {
    return ServerProcess.start(folder, command);
  }

  private void succeed(List<String> command) throws Exception {
    ServerProcess process = start(command);
    assertThat(process.code()).as(process.log()).isZero();
  }

  private static void assertSame(Path expected, Path actual) throws IOException {
    assertThat(actual.resolve("results.csv"))
        .hasSameBinaryContentAs(expected.resolve("results.csv"));
    assertThat(digest(actual)).isEqualTo(digest(expected));
  }

  private static String digest(Path out) throws IOException {
    return Files.readString(out.resolve("run.json"))
        .replaceAll("(?s).*\"digest\"\\s*:\\s*\"(\\w+)\".*", "$1");
  }

  private static void waitFor(Path file, ServerProcess process) throws Exception {
    long begin = System.nanoTime();
    while (!Files.exists(file) && process.isAlive()) {
      assertThat(System.nanoTime() - begin)
          .isLessThan(TimeUnit.SECONDS.toNanos(ServerProcess.PATIENCE_SECONDS));
      Thread.sleep(5);
    }
  }

  /** Where a machine is so fast that the sweep ends before it can be disturbed, a longer one. */
  @Test
  void aWorkerKilledAndADriverKilledChangeNothing() throws Exception {
    try (SparkCluster cluster = SparkCluster.start(folder, 2)) {
      String[] onCluster = {"--engine=spark", "--master=" + cluster.url()};
      int students = FIRST_STUDENTS;
      boolean workerKilled = false;
      boolean driverKilled = false;
      for (int i = 0; i < DOUBLINGS && !(workerKilled && driverKilled); i++, students *= 2) {
        Path expected = folder.resolve("threads-" + i);
        succeed(SparkJvm.plain(sweep(students, expected)));
        if (!workerKilled) {
          Path out = folder.resolve("worker-" + i);
          ServerProcess driver = start(SparkJvm.skiplane(sweep(students, out, onCluster)));
          waitFor(out.resolve("checkpoint"), driver);
          boolean killed = cluster.killAWorkerAtWork();
          workerKilled = killed && driver.isAlive() && !Files.exists(out.resolve("run.json"));
          assertThat(driver.code()).as(driver.log()).isZero();
          assertSame(expected, out);
        }
        if (!driverKilled) {
          Path out = folder.resolve("driver-" + i);
          ServerProcess driver = start(SparkJvm.skiplane(sweep(students, out, onCluster)));
          waitFor(out.resolve("checkpoint"), driver);
          driver.kill();
          driver.code();
          driverKilled = Files.exists(out.resolve("checkpoint"));
          if (driverKilled) {
            succeed(
                SparkJvm.skiplane(
                    List.of("sweep", "--resume=" + out, "--engine=spark", "--master=local[2]")));
            assertSame(expected, out);
          }
        }
      }
      assertThat(workerKilled).isTrue();
      assertThat(driverKilled).isTrue();
    }
  }

  /** Spark writes rows as executors make them; what its files hold is counted. */
  @Test
  void bySparkSubmitARowForEachStudent() throws Exception {
    List<String> rows = List.of("sweep", "--k=16,20", "--students=3000", "--rows=student");
    Path expected = folder.resolve("expected");
    succeed(SparkJvm.plain(withOut(rows, expected)));
    Path out = folder.resolve("submitted");
    List<String> args = withOut(rows, out);
    args.add("--engine=spark");
    succeed(SparkJvm.submit("local[2]", args));
    assertThat(digest(out)).isEqualTo(digest(expected));
    assertThat(out.resolve("results.parquet/round=0/_SUCCESS")).exists();
    assertThat(out.resolve("results.csv")).doesNotExist();
  }

  /** Killed after a round was written, before a checkpoint knew of it; a torn round lies beside. */
  @Test
  void aRoundThatWasWrittenIsReadAndNotRunAgain() throws Exception {
    List<String> rows = new ArrayList<>(List.of("sweep", "--k=16,20", "--gradient=population"));
    rows.addAll(List.of("--students=60", "--rows=student", "--checkpoint=0.1"));
    Path expected = folder.resolve("expected");
    succeed(SparkJvm.plain(withOut(rows, expected)));
    Path out = folder.resolve("out");
    List<String> args = withOut(rows, out);
    args.addAll(List.of("--engine=spark", "--master=local[2]"));
    ServerProcess driver = start(SparkJvm.skiplane(args));
    Path checkpoint = out.resolve("checkpoint");
    waitFor(checkpoint, driver);
    byte[] early = Files.readAllBytes(checkpoint);
    assertThat(driver.code()).as(driver.log()).isZero();
    assertThat(digest(out)).isEqualTo(digest(expected));

    // As a kill would have left it.
    Files.write(checkpoint, early);
    Files.delete(out.resolve("run.json"));
    Path round = out.resolve("results.parquet/round=0");
    String written = names(round);
    Path torn = Files.createDirectories(out.resolve("results.parquet/round=7"));
    Files.write(torn.resolve("part-00000.snappy.parquet"), new byte[] {1});

    List<String> resume = List.of("sweep", "--resume=" + out);
    ServerProcess onThreads = start(SparkJvm.plain(resume));
    assertThat(onThreads.code()).isEqualTo(2);
    assertThat(onThreads.log()).contains("go on with --engine spark");

    List<String> onSpark = new ArrayList<>(resume);
    onSpark.addAll(List.of("--engine=spark", "--master=local[2]"));
    succeed(SparkJvm.skiplane(onSpark));
    assertThat(digest(out)).isEqualTo(digest(expected));
    assertThat(names(round)).isEqualTo(written);
    assertThat(torn).doesNotExist();
  }

  /** Spark gives each attempt's files names of their own. */
  private static String names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList().toString();
    }
  }

  private static List<String> withOut(List<String> args, Path out) {
    List<String> all = new ArrayList<>(args);
    all.add("--out=" + out);
    return all;
  }

  @Test
  void withoutSparkItSaysHowToGetIt() throws Exception {
    ServerProcess process =
        start(
            SparkJvm.plain(sweep(1, folder.resolve("out"), "--engine=spark", "--master=local[2]")));
    assertThat(process.code()).isEqualTo(2);
    assertThat(process.log()).contains("needs Apache Spark").contains("SPARK_HOME");
    assertThat(folder.resolve("out")).doesNotExist();
  }
}
