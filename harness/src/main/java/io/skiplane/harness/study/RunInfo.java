package io.skiplane.harness.study;

/**
 * What ran, where and for how long.
 *
 * @param version Skiplane's version
 * @param seed names all random streams
 * @param kernel {@code vector} or {@code scalar}
 * @param laneBits bits of the hardware vectors used, 0 for the scalar kernel
 * @param jdk the JVM's version
 * @param cpu the processor's name
 * @param threads worker threads
 * @param elapsedSeconds wall-clock time of the study
 * @param studentSteps gradient steps taken by all students together
 */
public record RunInfo(
    String version,
    long seed,
    String kernel,
    int laneBits,
    String jdk,
    String cpu,
    int threads,
    double elapsedSeconds,
    long studentSteps) {}
