package io.skiplane.harness.watch;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A run, from its begin to its end. */
@Name("io.skiplane.Run")
@Label("Run")
@Description("A command that trains students, from its begin to its end")
@Category("Skiplane")
@StackTrace(false)
final class RunEvent extends Event {
  @Label("Command")
  @Nullable String command;

  @Label("Folder")
  @Description("Where the results go")
  @Nullable String folder;

  @Label("Kernel")
  @Description("vector or scalar")
  @Nullable String kernel;

  @Label("Lane Bits")
  @Description("Width of the vectors; 0 on the scalar kernel")
  int laneBits;

  @Label("Steps")
  @Description("Gradient steps taken by all students together")
  long steps;

  @Label("Students")
  @Description("Students that have ended")
  long students;

  @Label("Ending")
  @Description("finished, stopped or failed")
  @Nullable String ending;
}
