package io.skiplane.harness.data;

import io.skiplane.harness.host.ByteCount;
import io.skiplane.harness.npy.NpyFile;
import io.skiplane.harness.npy.NpyLayout;
import io.skiplane.harness.npy.NpzFile;
import io.skiplane.memory.Precision;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code skiplane data show}: what a file holds. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = {
      "Tells the shape and type of the arrays in an .npy or .npz file. Reads their headers, not"
          + " their numbers."
    },
    footerHeading = "%nExample:%n",
    footer = "  skiplane data show z.npz")
public final class ShowCommand implements Callable<Integer> {
  private static final int FAILURE = 1;
  private static final int WIDEST = 40;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "an .npy or .npz file")
  private Path file = Path.of("");

  @Override
  public Integer call() throws IOException {
    if (spec == null) {
      throw new IllegalStateException("the command runs outside picocli");
    }
    PrintWriter out = spec.commandLine().getOut();
    String name = NpyFile.shown(file);
    if (!NpzFile.looksLikeOne(file)) {
      try (Arena arena = Arena.ofConfined()) {
        NpyFile array = NpyFile.map(file, arena);
        out.println(name + ": an array");
        out.println(line("", array.precision(), array.shape(), array.numbers().byteSize()));
        out.flush();
        return 0;
      }
    }
    try (NpzFile archive = NpzFile.open(file)) {
      List<String> arrays = archive.arrays();
      out.println(name + ": " + arrays.size() + (arrays.size() == 1 ? " array" : " arrays"));
      int width = arrays.stream().mapToInt(String::length).max().orElse(0);
      int code = 0;
      for (String array : arrays) {
        String plain = array.replaceAll("\\p{Cntrl}", "?");
        String head = plain + " ".repeat(Math.max(0, Math.min(width, WIDEST) - plain.length()));
        try {
          NpyLayout layout = archive.layout(array);
          out.println(
              line(head + "  ", layout.precision(), layout.shape(), layout.bytes())
                  + (archive.mappable(array, layout) ? "" : ", read into memory"));
        } catch (IllegalArgumentException e) {
          out.println("  " + head + "  " + e.getMessage());
          code = FAILURE;
        }
      }
      out.flush();
      return code;
    }
  }

  private static String line(String head, Precision precision, List<Long> shape, long bytes) {
    String type = precision == Precision.FLOAT ? "float32" : "float64";
    return String.format(
        Locale.ROOT,
        "  %s%s %s, %s%s",
        head,
        type,
        NpyLayout.text(shape),
        ByteCount.text(bytes),
        meaning(shape));
  }

  private static String meaning(List<Long> shape) {
    return switch (shape.size()) {
      case 3 -> ": %d inputs of %d patches of %d, for --data".formatted(shape.toArray());
      case 1 -> ": " + shape.getFirst() + " labels or weights";
      default -> "";
    };
  }
}
