package io.skiplane.harness.page;

/**
 * A paragraph.
 *
 * @param text plain
 */
public record Prose(String text) implements Part {}
