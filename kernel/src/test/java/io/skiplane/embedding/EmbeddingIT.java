package io.skiplane.embedding;

import static io.skiplane.embedding.Jvm.AGRONA;
import static io.skiplane.embedding.Jvm.APPS;
import static io.skiplane.embedding.Jvm.KERNEL;
import static io.skiplane.embedding.Jvm.VECTORS;
import static io.skiplane.embedding.Jvm.path;
import static io.skiplane.embedding.Jvm.run;
import static io.skiplane.embedding.Jvm.tryRun;
import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.embedding.Jvm.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The finished jar in applications of every kind, each in JVMs of its own. */
class EmbeddingIT {
  private static final String ON_CLASS_PATH = "null"; // the name of a module without one
  private static final long MOST_BYTES = 300 << 10;

  @TempDir static Path folder;

  private static Path plain;
  private static Path modular;
  private static String loss;

  @BeforeAll
  static void compileApplications() {
    plain = folder.resolve("plain");
    modular = folder.resolve("modular");
    Path main = APPS.resolve("java/app/Main.java");
    run("javac", "-Xlint:all", "-Werror", "-d", plain, "-cp", KERNEL, main);
    Path info = APPS.resolve("java/module-info.java");
    run("javac", "-Xlint:all,-incubating", "-Werror", "-d", modular, "-p", KERNEL, main, info);
    loss = run("java", VECTORS, "-cp", path(plain, KERNEL), "app.Main").line("loss");
    assertThat(loss).startsWith("0x1.");
  }

  @Test
  void classPathWithoutFlagsIsScalarAndSaysSoOnce() {
    Result result = run("java", "-cp", path(plain, KERNEL), "app.Main");
    assertRan(result, "scalar", ON_CLASS_PATH);
    assertThat(result.output().lines().filter(line -> line.contains("scalar kernel")).toList())
        .singleElement()
        .asString()
        .contains("module jdk.incubator.vector is missing")
        .contains("start java with --add-modules jdk.incubator.vector");
    assertThat(result.output()).as("three answers and one log record of two lines").hasLineCount(5);
  }

  @Test
  void classPathWithTheModuleIsVector() {
    Result result = run("java", VECTORS, "-cp", path(plain, KERNEL), "app.Main");
    assertRan(result, "vector", ON_CLASS_PATH);
  }

  @Test
  void agronaIsNeverLoadedWhereNobodyAsks() {
    Result result = run("java", "-Xlog:class+load", "-cp", path(plain, KERNEL, AGRONA), "app.Main");
    assertThat(result.output())
        .contains("io.skiplane.descent.Descent ")
        .doesNotContain("org.agrona")
        .doesNotContain("io.skiplane.agrona");
  }

  @Test
  void modularApplicationRunsWithAndWithoutVectors() {
    String modules = path(modular, KERNEL);
    assertRan(run("java", "-p", modules, "-m", "app/app.Main"), "scalar", "io.skiplane.kernel");
    Result vectors = run("java", VECTORS, "-p", modules, "-m", "app/app.Main");
    assertRan(vectors, "vector", "io.skiplane.kernel");
  }

  @Test
  void modularApplicationThatRequiresVectorsNeedsNoFlag() throws IOException {
    Path info = folder.resolve("vectors/module-info.java");
    Files.createDirectories(info.getParent());
    Files.writeString(
        info,
        Files.readString(APPS.resolve("java/module-info.java"))
            .replace("requires io", "requires jdk.incubator.vector;\n  requires io"));
    Path classes = folder.resolve("vectors/classes");
    run("javac", "-d", classes, "-p", KERNEL, APPS.resolve("java/app/Main.java"), info);
    Result result = run("java", "-p", path(classes, KERNEL), "-m", "app/app.Main");
    assertRan(result, "vector", "io.skiplane.kernel");
  }

  @Test
  void modulesSeeTheApiAlone() throws IOException {
    assertThat(
            run("jar", "--describe-module", "--file", KERNEL)
                .output()
                .lines()
                .filter(line -> line.matches("(exports|requires|contains) .*"))
                .sorted())
        .containsExactly(
            "exports io.skiplane",
            "exports io.skiplane.agrona",
            "exports io.skiplane.descent",
            "exports io.skiplane.gradient",
            "exports io.skiplane.memory",
            "exports io.skiplane.model",
            "requires java.base mandated",
            "requires jdk.incubator.vector static",
            "requires org.agrona static",
            "requires org.jspecify static");
    Path intruder = folder.resolve("intruder/app/Main.java");
    Files.createDirectories(intruder.getParent());
    Files.writeString(intruder, "package app; class Main { io.skiplane.lanes.Kernels kernels; }");
    Path info = APPS.resolve("java/module-info.java");
    Result result = tryRun("javac", "-d", folder.resolve("no"), "-p", KERNEL, intruder, info);
    assertThat(result.exit()).isNotZero();
    assertThat(result.output()).contains("package io.skiplane.lanes is not visible");
  }

  @Test
  void fatJarRunsWithAndWithoutVectors() {
    Path classes = folder.resolve("fat");
    Path fat = folder.resolve("fat.jar");
    run("javac", "-d", classes, "-cp", KERNEL, APPS.resolve("java/app/Main.java"));
    extract(KERNEL, classes);
    run("jar", "--create", "--file", fat, "--main-class", "app.Main", "-C", classes, ".");
    assertRan(run("java", "-jar", fat), "scalar", ON_CLASS_PATH);
    assertRan(run("java", VECTORS, "-jar", fat), "vector", ON_CLASS_PATH);
  }

  @Test
  void jarIsSmall() throws IOException {
    assertThat(Files.size(KERNEL)).isLessThanOrEqualTo(MOST_BYTES);
  }

  private static void extract(Path jar, Path to) {
    run("jar", "--extract", "--file", jar, "--dir", to);
  }

  /** Which twin ran, in which module, and that it gave the same bits. */
  private static void assertRan(Result result, String kernel, String module) {
    assertThat(result.line("kernel")).isEqualTo(kernel);
    assertThat(result.line("module")).isEqualTo(module);
    assertThat(result.line("loss")).isEqualTo(loss);
  }
}
