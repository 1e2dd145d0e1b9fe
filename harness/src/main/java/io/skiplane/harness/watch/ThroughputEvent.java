package io.skiplane.harness.watch;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Frequency;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Percentage;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** What a run has done in about a second. */
@Name("io.skiplane.Throughput")
@Label("Throughput")
@Description("Steps and students since the last such event, about a second before")
@Category("Skiplane")
@StackTrace(false)
final class ThroughputEvent extends Event {
  @Label("Step Rate")
  @Description("Gradient steps a second, all students together")
  @Frequency
  double stepRate;

  @Label("Steps")
  @Description("Gradient steps taken since the last event")
  long steps;

  @Label("Students")
  @Description("Students that have ended since the last event")
  long students;

  @Label("Done")
  @Description("Part of the run's work that is done")
  @Percentage
  double done;

  @Label("Gauge")
  @Description("phi (radians), success (share of the ended students) or rate (steps a second)")
  @Nullable String gauge;

  @Label("Gauge Value")
  double gaugeValue;

  @Label("Mismatches")
  @Description("Numbers found wrong since the run began; -1 in a run that does not check itself")
  long mismatches;
}
