package io.skiplane.harness.page;

import java.util.List;

/**
 * A figure: drawings of one table of data, with a caption, its parameters, and buttons that
 * download the data (CSV) and the picture (SVG, PNG).
 *
 * @param id unique in the page; names of downloads hold it
 * @param caption what it shows and how to read it, plain text
 * @param parameters of the runs that it shows
 * @param data what it draws
 * @param charts one, or several that zoom together
 * @param switches choices of the reader
 * @param key to the colours; may be empty
 * @param clickable whether a click on the key takes a line out
 */
public record Figure(
    String id,
    String caption,
    Facts parameters,
    Data data,
    List<Chart> charts,
    List<Switch> switches,
    List<Key> key,
    boolean clickable)
    implements Part {
  /** Copies the lists. */
  public Figure {
    charts = List.copyOf(charts);
    switches = List.copyOf(switches);
    key = List.copyOf(key);
  }

  /** A figure without choices or key. */
  public Figure(String id, String caption, Facts parameters, Data data, List<Chart> charts) {
    this(id, caption, parameters, data, charts, List.of(), List.of(), false);
  }

  /** This one with a choice more. */
  public Figure with(Switch choice) {
    List<Switch> more = new java.util.ArrayList<>(switches);
    more.add(choice);
    return new Figure(id, caption, parameters, data, charts, more, key, clickable);
  }

  /** This one with a key. */
  public Figure with(List<Key> keys, boolean clickableKey) {
    return new Figure(id, caption, parameters, data, charts, switches, keys, clickableKey);
  }
}
