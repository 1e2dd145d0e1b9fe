package io.skiplane.harness.watch;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

/** A monitor whose clock a test sets, and what it prints. */
final class MonitorRig implements AutoCloseable {
  private final StringWriter err = new StringWriter();
  private long nanos = 7;
  private final RunMonitor monitor;

  MonitorRig(RunFacts facts, boolean terminal) {
    monitor = new RunMonitor(facts, new StatusLine(new PrintWriter(err), terminal), () -> nanos);
  }

  static RunFacts facts(Path folder, Gauge gauge, long students) {
    return new RunFacts("train", folder, 1000, students, gauge);
  }

  RunMonitor monitor() {
    return monitor;
  }

  MonitorRig later(double seconds) {
    nanos += Math.round(seconds * 1e9);
    return this;
  }

  /** What was printed since the last call. */
  String printed() {
    String text = err.toString();
    err.getBuffer().setLength(0);
    return text;
  }

  @Override
  public void close() {
    monitor.close();
  }
}
