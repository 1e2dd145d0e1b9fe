package io.skiplane.bench.cli;

import io.skiplane.bench.report.Report;

/** What a run measures, how long if it is no quick one, and which files its results go to. */
enum Subject {
  ROWS(Effort.FULL, Report.BENCH_JSON, Report.MACHINE_JSON),
  SWEEP(Effort.SWEEP, Report.SWEEP_JSON, Report.SWEEP_MACHINE_JSON),
  PEERS(Effort.PEERS, Report.PEERS_JSON, Report.PEERS_MACHINE_JSON);

  private final Effort effort;
  private final String results;
  private final String machine;

  Subject(Effort effort, String results, String machine) {
    this.effort = effort;
    this.results = results;
    this.machine = machine;
  }

  Effort effort() {
    return effort;
  }

  String results() {
    return results;
  }

  String machine() {
    return machine;
  }
}
