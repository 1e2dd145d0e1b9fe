package io.skiplane.bench;

import io.skiplane.lanes.Kernels;
import java.lang.foreign.MemorySegment;

/** The reduced recurrence with every lane in use, as an ensemble runs it. */
final class ReducedWork implements Work {
  private final Kernels kernels;
  private final MemorySegment start;
  private final MemorySegment lanes;
  private final int students;

  ReducedWork(Problem problem, Kernels kernels) {
    this.kernels = kernels;
    start = problem.reducedLanes(DescentWork.STEP_SIZE);
    lanes = problem.reducedLanes(DescentWork.STEP_SIZE);
    students = Problem.REDUCED_VECTORS * problem.precision.lanes();
  }

  @Override
  public void run(int operations) {
    kernels.reduced(lanes, Problem.REDUCED_VECTORS, operations / students);
  }

  @Override
  public void rewind() {
    lanes.copyFrom(start);
  }
}
