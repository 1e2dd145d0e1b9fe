package io.skiplane.harness.page;

import java.util.Map;

/**
 * One drawing of a figure.
 *
 * @param id unique in the page
 * @param title above it, plain text; empty where the figure needs none
 * @param description for readers who cannot see it
 * @param kind how it is drawn
 * @param settings of that kind: maps, lists, text, numbers and booleans
 */
public record Chart(
    String id, String title, String description, ChartKind kind, Map<String, Object> settings) {}
