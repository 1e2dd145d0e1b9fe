package io.skiplane.harness.watch;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A phase of a run. */
@Name("io.skiplane.Phase")
@Label("Phase")
@Description("A part of a run, such as its steps or the writing of its results")
@Category("Skiplane")
@StackTrace(false)
final class PhaseEvent extends Event {
  @Label("Phase")
  @Nullable String phase;

  @Label("Steps")
  @Description("Gradient steps taken in the phase by all students together")
  long steps;

  @Label("Students")
  @Description("Students that ended in the phase")
  long students;
}
