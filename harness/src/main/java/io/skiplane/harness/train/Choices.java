package io.skiplane.harness.train;

import io.skiplane.memory.Precision;
import io.skiplane.model.Start;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Options that are one of a few words, the lower-case names of an enum's constants. */
public final class Choices {
  private Choices() {}

  /** The five gradients, and the one for the angle alone. */
  public enum GradientName {
    POPULATION,
    REDUCED,
    DENSE,
    PROJECTED,
    ANGULAR,
    RESIDENT;

    boolean sampled() {
      return this != POPULATION && this != REDUCED;
    }
  }

  /** In which order resident inputs come. */
  enum Shuffle {
    NONE,
    BLOCKS
  }

  /** The word of an enum's constant. */
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** Reads {@code --gradient}. */
  static final class OfGradient implements ITypeConverter<GradientName> {
    @Override
    public GradientName convert(String text) {
      return choose(GradientName.values(), text);
    }
  }

  /** Reads {@code --precision}. */
  public static final class OfPrecision implements ITypeConverter<Precision> {
    @Override
    public Precision convert(String text) {
      return choose(Precision.values(), text);
    }
  }

  /** Reads {@code --init}. */
  static final class OfStart implements ITypeConverter<Start.Kind> {
    @Override
    public Start.Kind convert(String text) {
      return choose(Start.Kind.values(), text);
    }
  }

  /** Reads {@code --shuffle}. */
  static final class OfShuffle implements ITypeConverter<Shuffle> {
    @Override
    public Shuffle convert(String text) {
      return choose(Shuffle.values(), text);
    }
  }

  /** The words of {@code --gradient}, for shells to complete. */
  static final class Gradients extends Words {
    Gradients() {
      super(GradientName.values());
    }
  }

  /** The words of {@code --precision}. */
  public static final class Precisions extends Words {
    public Precisions() {
      super(Precision.values());
    }
  }

  /** The words of {@code --init}. */
  static final class Starts extends Words {
    Starts() {
      super(Start.Kind.values());
    }
  }

  /** The words of {@code --shuffle}. */
  static final class Shuffles extends Words {
    Shuffles() {
      super(Shuffle.values());
    }
  }

  private static class Words implements Iterable<String> {
    private final List<String> words;

    Words(Enum<?>[] constants) {
      words = Arrays.stream(constants).map(Choices::word).toList();
    }

    @Override
    public Iterator<String> iterator() {
      return words.iterator();
    }
  }

  private static <E extends Enum<E>> E choose(E[] constants, String text) {
    return Arrays.stream(constants)
        .filter(constant -> word(constant).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'"
                        + text
                        + "' is unknown; use one of "
                        + Arrays.stream(constants)
                            .map(Choices::word)
                            .collect(Collectors.joining(", "))));
  }
}
