package io.skiplane.harness.data;

import io.skiplane.harness.cli.OptionValue;
import io.skiplane.harness.cli.Shell;
import io.skiplane.harness.host.BoundedArena;
import io.skiplane.harness.host.ByteCount;
import io.skiplane.harness.npy.NpyWriter;
import io.skiplane.harness.npy.NpzWriter;
import io.skiplane.harness.store.StagedFiles;
import io.skiplane.harness.train.Choices;
import io.skiplane.harness.train.Sizes;
import io.skiplane.harness.train.TeacherOptions;
import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code skiplane data make}: inputs and the teacher's labels, of any size up to the disk. */
@Command(
    name = "make",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Draws inputs Z of N(0,1) entries and labels them by the teacher.",
      "Writes arrays z of shape (n, k, p) and labels of shape (n,) to an .npz, or an .npy each, and"
          + " a .json beside that tells how they were made. The inputs are those that train"
          + " --gradient dense draws by the same seed, to the bit."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  skiplane data make --inputs 10000 --k 100 --p 8 --out z.npz",
      "  skiplane data make --inputs 1000000 --precision float --out z.npy",
      "  skiplane data make --inputs 5000 --noise 0.5 --seed 7 --out noisy.npz"
    })
public final class MakeCommand implements Callable<Integer> {
  private static final long MOST_BYTES = 1L << 60;
  private static final long PIECE = 1 << 24;

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--inputs", paramLabel = "N", required = true, description = "number of inputs")
  private String inputs = "";

  @Option(
      names = "--k",
      paramLabel = "K",
      description = "number of patches (default: what the files say, or 16)")
  private @Nullable String k;

  @Option(
      names = "--p",
      paramLabel = "P",
      description = "size of a patch (default: what the files say, or 8)")
  private @Nullable String p;

  @Option(
      names = "--precision",
      paramLabel = "FORMAT",
      converter = Choices.OfPrecision.class,
      completionCandidates = Choices.Precisions.class,
      defaultValue = "double",
      description = "float or double (default: ${DEFAULT-VALUE})")
  private Precision precision = Precision.DOUBLE;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "names all random streams (default: ${DEFAULT-VALUE})")
  private String seed = "";

  @Mixin private final TeacherOptions teacherOptions = new TeacherOptions();

  @Option(
      names = "--noise",
      paramLabel = "X",
      defaultValue = "0",
      description =
          "standard deviation of normal noise on the labels (default: ${DEFAULT-VALUE}, none)")
  private String noise = "";

  @Option(
      names = "--compress",
      description = "deflate the arrays of an .npz; random numbers hardly shrink, and it is slow")
  private boolean compress;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "skiplane-data.npz",
      description =
          "file to write: an .npz of both arrays, or an .npy of z, with NAME-labels.npy beside it"
              + " (default: ${DEFAULT-VALUE})")
  private String out = "";

  @Override
  public Integer call() throws IOException {
    DataFiles files = DataFiles.of(out);
    if (compress && !files.archive()) {
      throw new IllegalArgumentException(
          "--compress is for an .npz, and --out is " + out + "; leave it out or name an .npz");
    }
    try (Arena arena = BoundedArena.shared()) {
      DataSet data = dataSet(arena);
      try (StagedFiles staged = files.open()) {
        if (!compress) {
          // The labels of an archive lie beside it until they can follow the inputs.
          files.checkRoom(
              staged.folder(), data.bytes() + (files.archive() ? data.labelBytes() : 0));
        }
        try {
          write(data, files, staged);
          staged.write(files.document(), DataJson.of(data, files, compress));
          staged.commit();
        } catch (IOException e) {
          throw new IOException(
              "the data could not be written to "
                  + files.shown(files.inputs())
                  + ": "
                  + e.getMessage()
                  + "; nothing was left there",
              e);
        }
      }
      print(data, files);
      return 0;
    }
  }

  private DataSet dataSet(Arena arena) throws IOException {
    Sizes sizes = new Sizes();
    if (k != null) {
      sizes.k("--k", OptionValue.whole("--k", k, 1, Shape.LARGEST));
    }
    if (p != null) {
      sizes.p("--p", OptionValue.whole("--p", p, 1, Shape.LARGEST));
    }
    teacherOptions.open(arena, sizes);
    Shape shape = sizes.shape();
    double most = (double) MOST_BYTES / precision.bytes() / (shape.elements() + 1.0);
    long count = OptionValue.whole("--inputs", inputs, 1, Math.max(1, (long) most));
    double deviation = OptionValue.finite("--noise", noise);
    if (deviation < 0) {
      throw new IllegalArgumentException("--noise is " + noise + "; it must be at least 0");
    }
    long wantedSeed = OptionValue.whole("--seed", seed, Long.MIN_VALUE, Long.MAX_VALUE);
    return new DataSet(
        shape, precision, count, teacherOptions.teacher(arena, shape), deviation, wantedSeed);
  }

  private void write(DataSet data, DataFiles files, StagedFiles staged) throws IOException {
    ByteBuffer header =
        NpyWriter.header(precision, data.count(), data.shape().k(), data.shape().p());
    ByteBuffer labelsHeader = NpyWriter.header(precision, data.count());
    if (!files.archive()) {
      try (FileChannel z = create(staged.staged(files.inputs()));
          FileChannel labels = create(staged.staged(files.labels()))) {
        put(z, header);
        put(labels, labelsHeader);
        data.draw(
            (inputs, values) -> {
              put(z, inputs);
              put(labels, values);
            });
      }
      return;
    }
    // The labels, too, may be more than memory holds, and follow the inputs.
    try (FileChannel file = create(staged.staged(files.inputs()));
        FileChannel labels =
            FileChannel.open(
                staged.staged(files.document()),
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
      NpzWriter archive = new NpzWriter(file);
      try (WritableByteChannel z = archive.array("z", compress)) {
        put(z, header);
        data.draw(
            (inputs, values) -> {
              put(z, inputs);
              put(labels, values);
            });
      }
      try (WritableByteChannel member = archive.array("labels", compress)) {
        put(member, labelsHeader);
        copy(labels, member);
      }
      archive.finish();
    }
  }

  private static FileChannel create(Path file) throws IOException {
    return FileChannel.open(
        file,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE);
  }

  private static void copy(FileChannel from, WritableByteChannel to) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    from.position(0);
    while (from.read(buffer.clear()) >= 0) {
      put(to, buffer.flip());
    }
  }

  private static void put(WritableByteChannel to, MemorySegment numbers) throws IOException {
    for (long at = 0; at < numbers.byteSize(); at += PIECE) {
      put(to, numbers.asSlice(at, Math.min(PIECE, numbers.byteSize() - at)).asByteBuffer());
    }
  }

  private static void put(WritableByteChannel to, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      to.write(bytes);
    }
  }

  private void print(DataSet data, DataFiles files) {
    if (spec == null) {
      throw new IllegalStateException("the command runs outside picocli");
    }
    PrintWriter to = spec.commandLine().getOut();
    to.printf(
        "%d inputs of %d patches of %d %ss and their labels: %s%n",
        data.count(),
        data.shape().k(),
        data.shape().p(),
        Choices.word(precision),
        ByteCount.text(data.bytes()));
    to.println("Written: " + String.join(", ", files.names().stream().map(files::shown).toList()));
    String labels = files.archive() ? "" : " --labels " + Shell.quoted(files.shown(files.labels()));
    to.println(
        "To train on it: skiplane train --gradient resident --data "
            + Shell.quoted(files.shown(files.inputs()))
            + labels);
    to.flush();
  }
}
