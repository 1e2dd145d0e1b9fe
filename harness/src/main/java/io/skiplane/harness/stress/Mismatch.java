package io.skiplane.harness.stress;

/**
 * One number that two routes computed differently, a row of {@code mismatches.csv}.
 *
 * @param gradient its word
 * @param block number of the block, from 0
 * @param step steps that the block had taken when its weights were compared
 * @param route that computed it again
 * @param array {@code a}, {@code v}, or {@code z} for a number of the resident inputs
 * @param element its index in the array
 * @param bits of the number, as it was computed or kept
 * @param checkBits of the number by the other route
 * @param againBits of the number by the first route once more: a fault that came and went gives the
 *     other route's bits
 */
public record Mismatch(
    String gradient,
    long block,
    long step,
    String route,
    String array,
    long element,
    long bits,
    long checkBits,
    long againBits) {}
