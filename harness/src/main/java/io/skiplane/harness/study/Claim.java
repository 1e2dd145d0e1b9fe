package io.skiplane.harness.study;

/**
 * One of the paper's claims and whether the run bears it out.
 *
 * @param text the claim in words
 * @param holds whether every cell that it speaks of bears it out
 * @param finding what was seen, in one sentence; where the claim does not hold, where it fails
 */
public record Claim(String text, boolean holds, String finding) {}
