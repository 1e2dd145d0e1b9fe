import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MINUTES;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Compiles the kernel with one change of {@code mutants.txt} at a time and runs tests on it until
 * one fails. Arguments: the kernel's folder, a folder to work in, and, optionally, parts of the
 * names of the mutants to take. With {@code run} it is the JVM that runs tests, with {@code
 * run-without-pins} but for those that hold a method's output against pinned bits.
 */
class Mutants {
  private static final String RUN = "run";
  private static final String RUN_WITHOUT_PINS = "run-without-pins";

  private static final List<String> PINNED =
      List.of("statistics.NormalsGoldenTest", "lanes.KernelDigestTest", "descent.DescentDigestTest");

  /** Cheap ones first, as the first failure ends a run. */
  private static final List<String> OTHERS =
      List.of(
          "lanes.TwinsTest",
          "lanes.PackingTest",
          "lanes.NormalsPrefixTest",
          "lanes.ReducedTurnTest",
          "lanes.scalar.FunctionErrorsTest",
          "lanes.vector.VectorBoxMullerTest",
          "lanes.scalar.ScalarBoxMullerTest",
          "gradient.ExactIntegersTest",
          "gradient.DenseOracleTest",
          "gradient.ResidentOracleTest",
          "gradient.PopulationOracleTest",
          "gradient.CohortOracleTest",
          "gradient.ProjectedCohortOracleTest",
          "gradient.ProjectedRoutesTest",
          "gradient.ArithmeticTest",
          "gradient.LossGradientTest",
          "gradient.PopulationLossTest",
          "gradient.PatchProductsTest",
          "gradient.GradientRefusalTest",
          "model.ModelRefusalTest",
          "model.StepSizesTest",
          "memory.BuffersTest",
          "descent.DescentRefusalTest",
          "descent.BadDataTest",
          "descent.PaddingTest",
          "descent.UnitNormTest",
          "descent.EdgeCasesTest",
          "descent.DescentSplitTest",
          "descent.ResidentLayoutTest",
          "descent.SampledEnsembleTest",
          "lanes.KernelFuzzTest",
          "fuzz.StepFuzzTest");

  /** For mutants that leave both twins equal; of the first, what holds words against their definition. */
  private static final List<String> LAWS =
      List.of(
          "statistics.NormalsGoldenTest",
          "statistics.ChiSquareTest",
          "statistics.NormalsIndependenceTest",
          "statistics.NormalsDistributionTest",
          "statistics.CohortNormalsTest",
          "statistics.RandomBatteryTest",
          "statistics.PopulationInvariantsTest");

  /** A mutant whose loop has no end is noticed, too. */
  private static final int MOST_MINUTES = 15;

  private static final List<String> CONSTANTS =
      List.of("lanes/StreamKey.java", "lanes/Polynomials.java", "memory/Precision.java");

  private record Change(String file, String from, String to) {}

  private record Mutant(String name, boolean narrow, boolean pinned, List<Change> changes) {}

  public static void main(String[] arguments) throws Exception {
    if (arguments[0].startsWith(RUN)) {
      run(List.of(arguments).subList(1, arguments.length), arguments[0].equals(RUN));
      return;
    }
    Path kernel = Path.of(arguments[0]).toAbsolutePath();
    Path work = Path.of(arguments[1]).toAbsolutePath();
    List<String> wanted = List.of(arguments).subList(2, arguments.length);
    List<Mutant> mutants = new ArrayList<>();
    if (wanted.isEmpty()) {
      mutants.add(new Mutant("no change", false, true, List.of()));
    }
    for (Mutant mutant : read(Path.of(".ci/mutation/mutants.txt"))) {
      if (wanted.isEmpty() || wanted.stream().anyMatch(mutant.name::contains)) {
        mutants.add(mutant);
      }
    }
    int killed = 0;
    int survived = 0;
    for (Mutant mutant : mutants) {
      String killer = judge(kernel, work, mutant);
      if (mutant.changes.isEmpty()) {
        if (!killer.isEmpty()) {
          System.out.println("The tests fail without any change: " + killer);
          System.exit(2);
        }
        continue;
      }
      if (killer.isEmpty()) {
        survived++;
      } else {
        killed++;
      }
      System.out.println(
          (killer.isEmpty() ? "SURVIVED  " : "killed    ")
              + mutant.name
              + (killer.isEmpty() ? "" : "  <-  " + killer));
    }
    System.out.println(killed + " killed, " + survived + " survived");
    System.exit(survived == 0 ? 0 : 1);
  }

  private static List<Mutant> read(Path list) throws IOException {
    List<Mutant> mutants = new ArrayList<>();
    for (String block : Files.readString(list, UTF_8).split("(?m)^= ")) {
      if (block.startsWith("#")) {
        continue;
      }
      String name = block.lines().findFirst().orElseThrow().strip();
      List<Change> changes = new ArrayList<>();
      String[] files = block.split("(?m)^@ ");
      for (int i = 1; i < files.length; i++) {
        String[] texts = files[i].split("(?m)^- ");
        for (int j = 1; j < texts.length; j++) {
          String[] sides = texts[j].split("(?m)^\\+ ");
          changes.add(new Change(texts[0].strip(), sides[0].strip(), sides[1].strip()));
        }
      }
      boolean both = changes.size() > 1 || name.contains("both twins");
      mutants.add(new Mutant(name, name.endsWith("[128]"), !both, changes));
    }
    return mutants;
  }

  /** The test that fails, or nothing. */
  private static String judge(Path kernel, Path work, Mutant mutant) throws Exception {
    Path sources = work.resolve("sources");
    Path classes = work.resolve("classes");
    delete(sources);
    delete(classes);
    Files.createDirectories(classes);
    boolean constants = false;
    for (Change change : mutant.changes) {
      Path file = take(kernel, sources, change.file);
      if (file == null || !replace(file, change.from, change.to)) {
        System.out.println("No such text in " + change.file + ": " + change.from);
        System.exit(2);
      }
      Path twin = take(kernel, sources, change.file.replace("Float", "Double"));
      if (twin != null && !twin.equals(file)) {
        replace(twin, doubled(change.from), doubled(change.to));
      }
      constants |= CONSTANTS.contains(change.file);
    }
    if (constants) {
      // Other classes hold copies of these.
      copyMissing(kernel.resolve("src/main/java"), sources);
      copyMissing(kernel.resolve("target/generated-sources/double"), sources);
    }
    String errors = mutant.changes.isEmpty() ? "" : compile(kernel, sources, classes);
    if (!errors.isEmpty()) {
      System.out.println("Does not compile: " + mutant.name + "\n" + errors);
      System.exit(2);
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    command.addAll(List.of("--add-modules", "jdk.incubator.vector", "-XX:+UseSerialGC"));
    if (mutant.narrow) {
      command.add("-Dskiplane.laneBits=128");
    }
    String path = System.getProperty("java.class.path");
    String cut = classes + ":" + kernel.resolve("target/classes") + ":" + path;
    command.addAll(List.of("-cp", cut, "Mutants", mutant.pinned ? RUN : RUN_WITHOUT_PINS));
    if (mutant.pinned) {
      command.addAll(PINNED);
    }
    command.addAll(OTHERS);
    if (!mutant.pinned || mutant.changes.isEmpty()) {
      command.addAll(LAWS);
    }
    Path log = work.resolve("log");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .directory(kernel.toFile())
            .start();
    if (!process.waitFor(MOST_MINUTES, MINUTES)) {
      process.destroyForcibly().waitFor();
      return "the clock: its tests do not end";
    }
    int code = process.exitValue();
    if (code == 0) {
      return "";
    }
    try (Stream<String> lines = Files.lines(log, UTF_8)) {
      return lines.filter(line -> line.startsWith("FAILED ")).findFirst().orElse("exit " + code);
    }
  }

  private static String doubled(String text) {
    return text.replace("Float", "Double").replace("FLOAT", "DOUBLE").replace("float", "double");
  }

  private static boolean replace(Path file, String from, String to) throws IOException {
    String text = Files.readString(file, UTF_8);
    if (!text.contains(from)) {
      return false;
    }
    Files.writeString(file, text.replace(from, to), UTF_8);
    return true;
  }

  /** A source file, from where an earlier change has put it or from the kernel; null if there is none. */
  private static Path take(Path kernel, Path sources, String name) throws IOException {
    Path file = sources.resolve("io/skiplane").resolve(name);
    for (String root : List.of("src/main/java", "target/generated-sources/double")) {
      Path original = kernel.resolve(root).resolve("io/skiplane").resolve(name);
      if (!Files.exists(file) && Files.exists(original)) {
        Files.createDirectories(file.getParent());
        Files.copy(original, file);
      }
    }
    return Files.exists(file) ? file : null;
  }

  private static String compile(Path kernel, Path sources, Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter errors = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, UTF_8);
        Stream<Path> all = Files.walk(sources)) {
      List<Path> java =
          all.filter(p -> p.toString().endsWith(".java"))
              .filter(p -> !p.endsWith("module-info.java"))
              .toList();
      List<String> options =
          List.of(
              "-proc:none", "-nowarn", "--add-modules", "jdk.incubator.vector", "-d",
              classes.toString(), "-cp", kernel.resolve("target/classes") + ":" + System.getProperty("java.class.path"));
      boolean good =
          compiler
              .getTask(errors, files, null, options, null, files.getJavaFileObjectsFromPaths(java))
              .call();
      return good ? "" : errors.toString();
    }
  }

  private static void copyMissing(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
        Path target = to.resolve(from.relativize(path).toString());
        Files.createDirectories(target.getParent());
        if (!Files.exists(target)) {
          Files.copy(path, target);
        }
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /** As all of them are called. */
  private static boolean isPin(TestSource source) {
    return source instanceof MethodSource method && method.getMethodName().contains("Pinned");
  }

  /** Runs the tests of some classes until one fails, which it names; then the exit code is 1. */
  private static void run(List<String> names, boolean pins) {
    PostDiscoveryFilter wanted =
        test -> FilterResult.includedIf(pins || !test.getSource().map(Mutants::isPin).orElse(false));
    for (String name : names) {
      LauncherDiscoveryRequest request =
          LauncherDiscoveryRequestBuilder.request()
              .selectors(DiscoverySelectors.selectClass("io.skiplane." + name))
              .filters(wanted)
              .build();
      int[] tests = {0};
      LauncherFactory.create()
          .execute(
              request,
              new TestExecutionListener() {
                @Override
                public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                  tests[0] += test.isTest() ? 1 : 0;
                  if (result.getStatus() == TestExecutionResult.Status.FAILED) {
                    System.out.println("FAILED " + name + ": " + test.getDisplayName());
                    System.out.flush();
                    Runtime.getRuntime().halt(1);
                  }
                }
              });
      if (tests[0] == 0) {
        System.out.println("FAILED " + name + ": no test ran");
        Runtime.getRuntime().halt(1);
      }
    }
    Runtime.getRuntime().halt(0);
  }
}
