package io.skiplane.harness.spark;

import io.skiplane.harness.engine.Engine;
import io.skiplane.lanes.Twins;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;

/** An application of Spark, from its start to its end. */
public final class SparkStart implements AutoCloseable {
  private static final String EXECUTOR_OPTIONS = "spark.executor.extraJavaOptions";
  private static final String JARS = "spark.jars";
  private static final String VECTOR = "--add-modules=jdk.incubator.vector";
  private static final String LOG_FILE = "log4j2.configurationFile";
  private static final String LOG = "classpath:io/skiplane/harness/spark/log4j2.properties";
  private static final String LOOPBACK = "127.0.0.1";

  private final JavaSparkContext spark;

  private SparkStart(JavaSparkContext spark) {
    this.spark = spark;
  }

  /**
   * Starts one.
   *
   * @param name what a cluster shows of it
   * @param master where it runs; null for what spark-submit has said
   * @throws IllegalArgumentException if neither says it
   */
  public static SparkStart of(String name, @Nullable String master) {
    if (System.getProperty(LOG_FILE) == null) {
      System.setProperty(LOG_FILE, LOG);
    }
    SparkConf conf = new SparkConf();
    conf.setIfMissing("spark.app.name", "skiplane " + name);
    if (master != null) {
      conf.setMaster(master);
    }
    if (!conf.contains("spark.master")) {
      throw new IllegalArgumentException(
          "--engine spark needs --master, which says where: local[*] for this machine,"
              + " spark://HOST:PORT or k8s://… for a cluster");
    }
    boolean isLocal = conf.get("spark.master").startsWith("local");
    if (isLocal || conf.get("spark.master").startsWith("spark://" + LOOPBACK + ":")) {
      conf.setIfMissing("spark.driver.host", LOOPBACK);
      conf.setIfMissing("spark.driver.bindAddress", LOOPBACK);
    }
    conf.setIfMissing("spark.ui.enabled", "false");
    conf.setIfMissing("spark.ui.showConsoleProgress", "false");
    String options = conf.get(EXECUTOR_OPTIONS, "");
    if (!options.contains(VECTOR)) {
      conf.set(EXECUTOR_OPTIONS, (options + " " + VECTOR).strip());
    }
    if (!isLocal) {
      conf.set(JARS, jars(conf.get(JARS, "")));
    }
    try {
      return new SparkStart(new JavaSparkContext(conf));
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          "Spark does not start on " + conf.get("spark.master") + ": " + firstLine(e), e);
    }
  }

  /** An error of Spark's as a sentence: its messages hold whole traces of executors. */
  static IllegalStateException gaveUp(@Nullable Throwable cause) {
    return new IllegalStateException("Spark gave up: " + firstLine(cause), cause);
  }

  private static String firstLine(@Nullable Throwable e) {
    String message = e == null ? null : e.getMessage();
    return message == null ? "it does not say why" : message.lines().findFirst().orElse("");
  }

  /** Those that executors need: this one and the kernel's, or one that holds both. */
  private static String jars(String given) {
    Set<String> jars = new LinkedHashSet<>();
    if (!given.isEmpty()) {
      jars.addAll(List.of(given.split(",", -1)));
    }
    for (Class<?> type : List.of(SparkEngine.class, Twins.class)) {
      String[] found = JavaSparkContext.jarOfClass(type);
      if (found.length == 0) {
        throw new IllegalStateException(
            type.getSimpleName()
                + " comes from no jar that a cluster could be sent; start Skiplane by its jar");
      }
      String name = found[0].substring(found[0].lastIndexOf('/'));
      if (jars.stream().noneMatch(jar -> jar.endsWith(name))) {
        jars.add("file:" + found[0]);
      }
    }
    return String.join(",", jars);
  }

  /** An engine on it. */
  public Engine engine(boolean onScalar) {
    return new SparkEngine(spark, onScalar);
  }

  /**
   * An engine that has a row for each student written, and hands counts over.
   *
   * @param folder for Parquet files, which all executors can write to
   */
  public Engine rowsEngine(boolean onScalar, Path folder, CellValues cells) {
    return new SparkRowsEngine(spark, onScalar, folder, cells);
  }

  /** Cores that have come so far. */
  public int cores() {
    return spark.defaultParallelism();
  }

  @Override
  public void close() {
    spark.stop();
  }
}
