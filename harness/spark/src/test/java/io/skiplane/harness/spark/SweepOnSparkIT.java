package io.skiplane.harness.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
    int students = FIRST_STUDENTS;
    boolean workerKilled = false;
    boolean driverKilled = false;
    for (int i = 0; i < DOUBLINGS && !(workerKilled && driverKilled); i++, students *= 2) {
      Path expected = folder.resolve("threads-" + i);
      succeed(SparkJvm.plain(sweep(students, expected)));
      Path own = Files.createDirectory(folder.resolve("cluster-" + i));
      try (SparkCluster cluster = SparkCluster.start(own, 2)) {
        // The driver first, as one worker is left then.
        driverKilled |= killDriver(cluster, students, own.resolve("driver"), expected);
        workerKilled |= killWorker(cluster, students, own.resolve("worker"), expected);
      }
    }
    assertThat(workerKilled).isTrue();
    assertThat(driverKilled).isTrue();
  }

  /** Whether one was, in mid-run. */
  private boolean killWorker(SparkCluster cluster, int students, Path out, Path expected)
      throws Exception {
    ServerProcess driver =
        start(
            SparkJvm.skiplane(sweep(students, out, "--engine=spark", "--master=" + cluster.url())));
    waitFor(out.resolve("checkpoint"), driver);
    boolean killed = cluster.killAWorkerAtWork();
    killed &= driver.isAlive() && !Files.exists(out.resolve("run.json"));
    assertThat(driver.code()).as(driver.log()).isZero();
    assertSame(expected, out);
    return killed;
  }

  /** Whether it was, in mid-run; then another one went on elsewhere. */
  private boolean killDriver(SparkCluster cluster, int students, Path out, Path expected)
      throws Exception {
    ServerProcess driver =
        start(
            SparkJvm.skiplane(sweep(students, out, "--engine=spark", "--master=" + cluster.url())));
    waitFor(out.resolve("checkpoint"), driver);
    driver.kill();
    driver.code();
    if (!Files.exists(out.resolve("checkpoint"))) {
      return false;
    }
    succeed(
        SparkJvm.skiplane(
            List.of("sweep", "--resume=" + out, "--engine=spark", "--master=local[2]")));
    assertSame(expected, out);
    return true;
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
    byte[] early = null;
    Path expected = folder;
    Path out = folder;
    for (int i = 0; i < DOUBLINGS && early == null; i++) {
      List<String> rows = new ArrayList<>(List.of("sweep", "--k=16,20", "--gradient=population"));
      rows.addAll(List.of("--students=" + (60 << i), "--rows=student", "--checkpoint=0.1"));
      expected = folder.resolve("expected-" + i);
      succeed(SparkJvm.plain(withOut(rows, expected)));
      out = folder.resolve("out-" + i);
      List<String> args = withOut(rows, out);
      args.addAll(List.of("--engine=spark", "--master=local[2]"));
      ServerProcess driver = start(SparkJvm.skiplane(args));
      waitFor(out.resolve("checkpoint"), driver);
      early = ifThere(out.resolve("checkpoint"));
      assertThat(driver.code()).as(driver.log()).isZero();
      assertThat(digest(out)).isEqualTo(digest(expected));
    }
    Path checkpoint = out.resolve("checkpoint");

    // As a kill would have left it.
    Files.write(checkpoint, Objects.requireNonNull(early));
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

  private static byte @Nullable [] ifThere(Path file) throws IOException {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return null;
    }
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
