package io.skiplane.harness.npy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The header of an .npy file: the Python dictionary of {@code descr}, {@code fortran_order} and
 * {@code shape}.
 *
 * <p>Read by a parser of its own that knows this dictionary and nothing else of Python: it never
 * recurses, so no header can make it run long or deep.
 *
 * @param descr the number format as numpy writes it, such as {@code <f8}
 * @param fortranOrder whether the first index runs fastest
 * @param shape length of every dimension, the slowest first
 */
record NpyHeader(String descr, boolean fortranOrder, List<Long> shape) {
  /** Dimensions that numpy itself allows. */
  static final int LARGEST_DIMENSIONS = 64;

  private static final int EXCERPT = 40;

  /** Copies the shape. */
  NpyHeader {
    shape = List.copyOf(shape);
  }

  /**
   * Reads the dictionary.
   *
   * @throws IllegalArgumentException saying what was expected, what was found and where
   */
  static NpyHeader parse(String text) {
    return new Parser(text).dictionary();
  }

  /** {@code text} fit for one line of a message: printable, and not long. */
  static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    int count = 0;
    for (int c : text.codePoints().limit(EXCERPT + 1L).toArray()) {
      if (count++ == EXCERPT) {
        shown.append("...");
      } else if (Character.isISOControl(c) || !Character.isDefined(c)) {
        shown.append(String.format("\\x%02x", c));
      } else {
        shown.appendCodePoint(c);
      }
    }
    return shown.toString();
  }

  private static final class Parser {
    private final String text;
    private int at;

    Parser(String text) {
      this.text = text;
    }

    NpyHeader dictionary() {
      String descr = null;
      Boolean fortranOrder = null;
      List<Long> shape = null;
      expect('{');
      while (!skip('}')) {
        String key = string();
        expect(':');
        switch (key) {
          case "descr" -> descr = once(key, descr, descr());
          case "fortran_order" -> fortranOrder = once(key, fortranOrder, bool());
          case "shape" -> shape = once(key, shape, shape());
          default -> throw wrong("the unknown key '" + shown(key) + "'");
        }
        if (!skip(',') && peek() != '}') {
          throw expected("',' or '}'");
        }
      }
      if (peek() != 0 || at < text.length()) {
        throw expected("nothing after '}'");
      }
      if (descr == null || fortranOrder == null || shape == null) {
        throw wrong(
            "no " + (descr == null ? "descr" : fortranOrder == null ? "fortran_order" : "shape"));
      }
      return new NpyHeader(descr, fortranOrder, shape);
    }

    private <T> T once(String key, @Nullable T before, T now) {
      if (before != null) {
        throw wrong("the key " + key + " twice");
      }
      return now;
    }

    private String descr() {
      if (peek() == '[') {
        throw new IllegalArgumentException(
            "its numbers are records of fields; save one field of float32 or float64");
      }
      return string();
    }

    private String string() {
      char quote = peek();
      if (quote != '\'' && quote != '"') {
        throw expected("a quoted word");
      }
      int end = text.indexOf(quote, at + 1);
      if (end < 0) {
        throw wrong("a quote at character " + at + " that is never closed");
      }
      String word = text.substring(at + 1, end);
      if (word.indexOf('\\') >= 0) {
        throw wrong("a backslash in '" + shown(word) + "'");
      }
      at = end + 1;
      return word;
    }

    private Boolean bool() {
      peek();
      for (String word : new String[] {"True", "False"}) {
        if (text.startsWith(word, at)) {
          at += word.length();
          return word.equals("True");
        }
      }
      throw expected("True or False");
    }

    private List<Long> shape() {
      expect('(');
      List<Long> shape = new ArrayList<>();
      boolean comma = true;
      while (!skip(')')) {
        if (!comma) {
          throw expected("',' or ')'");
        }
        shape.add(length());
        if (shape.size() > LARGEST_DIMENSIONS) {
          throw wrong("a shape of more than " + LARGEST_DIMENSIONS + " dimensions");
        }
        comma = skip(',');
      }
      if (shape.size() == 1 && !comma) {
        throw wrong("the shape (" + shape.get(0) + "), which is no tuple");
      }
      return shape;
    }

    private Long length() {
      peek();
      int start = at;
      if (at < text.length() && text.charAt(at) == '-') {
        at++;
      }
      int digits = at;
      while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
        at++;
      }
      if (at == digits) {
        at = start;
        throw expected("a length or ')'");
      }
      String word = text.substring(start, at);
      if (at < text.length() && text.charAt(at) == 'L') {
        at++; // a long of Python 2
      }
      long value;
      try {
        value = Long.parseLong(word);
      } catch (NumberFormatException e) {
        throw wrong("the length " + shown(word) + ", which does not fit 64 bits");
      }
      if (value < 0) {
        throw wrong("the negative length " + word);
      }
      return value;
    }

    private void expect(char wanted) {
      if (!skip(wanted)) {
        throw expected("'" + wanted + "'");
      }
    }

    private boolean skip(char wanted) {
      if (peek() != wanted) {
        return false;
      }
      at++;
      return true;
    }

    /** The next character that is no space; 0 at the end. */
    private char peek() {
      while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
      return at < text.length() ? text.charAt(at) : 0;
    }

    private IllegalArgumentException expected(String what) {
      String found = at < text.length() ? "'" + shown(text.substring(at)) + "'" : "its end";
      return wrong(found + " at character " + at + " where " + what + " belongs");
    }

    private static IllegalArgumentException wrong(String what) {
      return new IllegalArgumentException(
          "its header has " + what + "; save it again with numpy.save");
    }
  }
}
