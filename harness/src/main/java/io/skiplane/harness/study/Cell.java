package io.skiplane.harness.study;

/**
 * What became of the students of one cell.
 *
 * @param k number of patches
 * @param p size of a patch
 * @param variant start and step sizes
 * @param students how many ran
 * @param success how many reached the global optimum
 * @param trapped how many ended at the spurious one
 * @param undecided how many were neither when the limit of steps was reached
 * @param stepsMedian median steps of the successes; −1 if there is none
 * @param digest of every student's end, whatever the order that they ran in
 */
public record Cell(
    long k,
    long p,
    Variant variant,
    long students,
    long success,
    long trapped,
    long undecided,
    long stepsMedian,
    String digest) {}
