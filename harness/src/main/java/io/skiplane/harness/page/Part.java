package io.skiplane.harness.page;

/** What a section is made of. */
public sealed interface Part permits Prose, Findings, Figure, Table, Facts {}
