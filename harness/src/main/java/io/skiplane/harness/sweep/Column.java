package io.skiplane.harness.sweep;

/**
 * A column of a table of results; an empty text says that there is no value.
 *
 * @param name in the table
 * @param type what its texts are
 */
record Column(String name, Type type) {
  /** What a column's texts are. */
  enum Type {
    WHOLE,
    NUMBER,
    TRUTH,
    TEXT
  }

  static Column of(Parameter parameter) {
    return new Column(
        parameter.column(),
        switch (parameter.kind()) {
          case WHOLE -> Type.WHOLE;
          case NUMBER -> Type.NUMBER;
          case WORD -> Type.TEXT;
        });
  }
}
