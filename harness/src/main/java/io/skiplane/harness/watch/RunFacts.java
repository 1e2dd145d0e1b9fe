package io.skiplane.harness.watch;

import java.nio.file.Path;

/**
 * What is known of a run when it begins.
 *
 * @param command its name, as {@code train}
 * @param folder its DIR, where the counters go
 * @param steps gradient steps that it will take at most, all students together; 0 if that is not
 *     known
 * @param students how many it runs
 * @param gauge the number that it tells beside its rate
 */
public record RunFacts(String command, Path folder, long steps, long students, Gauge gauge) {}
