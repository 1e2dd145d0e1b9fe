package io.skiplane.harness.report.compare;

import io.skiplane.harness.page.Key;
import io.skiplane.harness.report.run.RunDocument;
import io.skiplane.harness.report.run.RunFiles;
import java.util.ArrayList;
import java.util.List;

/**
 * A run with a name that no other has, and a colour.
 *
 * @param name its folder as it was given
 * @param hue its colour
 * @param files its files
 */
record NamedRun(String name, int hue, RunFiles files) {
  static List<NamedRun> of(List<RunFiles> runs) {
    List<NamedRun> named = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (RunFiles run : runs) {
      String name = run.name();
      for (int i = 2; names.contains(name); i++) {
        name = run.name() + " (" + i + ")";
      }
      names.add(name);
      named.add(new NamedRun(name, Key.hue(named.size()), run));
    }
    return named;
  }

  RunDocument document() {
    return files.document();
  }

  /** The key to the colours of runs. */
  static List<Key> key(List<NamedRun> runs) {
    return runs.stream().map(run -> new Key(run.name(), run.hue())).toList();
  }
}
