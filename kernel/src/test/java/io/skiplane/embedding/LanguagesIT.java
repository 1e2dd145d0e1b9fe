package io.skiplane.embedding;

import static io.skiplane.embedding.Jvm.APPS;
import static io.skiplane.embedding.Jvm.KERNEL;
import static io.skiplane.embedding.Jvm.VECTORS;
import static io.skiplane.embedding.Jvm.path;
import static io.skiplane.embedding.Jvm.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Callers in Kotlin and Scala, compiled by their own compilers and run. */
@Tag("release") // The compilers are large, and there in the profile `release` alone.
class LanguagesIT {
  @TempDir Path folder;

  @Test
  void kotlinCallsTheKernel() {
    String library = jars("kotlin-stdlib-");
    compile(
        "org.jetbrains.kotlin.cli.jvm.K2JVMCompiler",
        "-no-stdlib",
        "-no-reflect",
        "-Werror",
        "-jvm-target",
        "25",
        "-classpath",
        KERNEL + File.pathSeparator + library,
        "-d",
        folder,
        APPS.resolve("kotlin/Main.kt"));
    assertRuns("MainKt", library);
  }

  @Test
  void scalaCallsTheKernel() {
    String library = jars("scala3-library_3-") + File.pathSeparator + jars("scala-library-");
    compile(
        "dotty.tools.dotc.Main",
        "-Werror",
        "-classpath",
        KERNEL + File.pathSeparator + library,
        "-d",
        folder,
        APPS.resolve("scala/Main.scala"));
    assertRuns("Main", library);
  }

  private static void compile(String compiler, Object... arguments) {
    Object[] start = {"-cp", System.getProperty("java.class.path"), compiler};
    Object[] all = Arrays.copyOf(start, start.length + arguments.length);
    System.arraycopy(arguments, 0, all, start.length, arguments.length);
    run("java", all);
  }

  private void assertRuns(String main, String library) {
    String all = path(folder, KERNEL) + File.pathSeparator + library;
    Jvm.Result result = run("java", VECTORS, "-cp", all, main);
    assertThat(result.line("gradient")).isEqualTo("dense, batch 1");
    assertThat(result.line("kernel")).isEqualTo("vector");
    assertThat(result.line("loss")).startsWith("0x1.");
  }

  /** The jars of the class path whose names begin so. */
  private static String jars(String name) {
    String jars =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(jar -> Path.of(jar).getFileName().toString().startsWith(name))
            .collect(Collectors.joining(File.pathSeparator));
    assertThat(jars).as("jars named %s… on the class path", name).isNotEmpty();
    return jars;
  }
}
