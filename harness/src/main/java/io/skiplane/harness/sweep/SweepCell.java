package io.skiplane.harness.sweep;

import io.skiplane.harness.engine.Outcomes;
import io.skiplane.harness.engine.Problem;

/**
 * A cell of the grid and what became of its students.
 *
 * @param index in row-major order of the axes, the last one fastest
 * @param problem what its students have in common: every parameter's value
 * @param outcomes their counts and digest
 */
public record SweepCell(int index, Problem problem, Outcomes outcomes) {}
