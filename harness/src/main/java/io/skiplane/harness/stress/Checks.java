package io.skiplane.harness.stress;

/**
 * What was computed again by one other route.
 *
 * @param route the route's word: {@code scalar}, {@code thread}, {@code 256 bits}, {@code memory}
 * @param blocks computed again
 * @param mismatches blocks whose bits differed
 */
public record Checks(String route, long blocks, long mismatches) {}
