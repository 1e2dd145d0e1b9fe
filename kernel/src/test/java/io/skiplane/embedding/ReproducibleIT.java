package io.skiplane.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is published, byte for byte the same from another folder, at another time, in another time
 * zone and locale, with other rights on files and Maven on another JVM; and complete, as Maven
 * Central asks.
 */
@Tag("release")
class ReproducibleIT {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final List<String> PUBLISHED =
      List.of(
          jar("").toString(),
          jar("-sources").toString(),
          jar("-javadoc").toString(),
          "published-pom.xml");

  @TempDir static Path folder;

  private static Path again;

  @BeforeAll
  static void buildAgain() throws Exception {
    Path copy = folder.resolve("elsewhere");
    List<String> files =
        List.of(
            "LICENSE",
            "pom.xml",
            "kernel/pom.xml",
            "bench/limits/pom.xml",
            "bench/pom.xml",
            "harness/pom.xml");
    for (String file : files) {
      copy(ROOT.resolve(file), copy.resolve(file));
    }
    try (Stream<Path> sources = Files.walk(ROOT.resolve("kernel/src"))) {
      sources
          .filter(Files::isRegularFile)
          .forEach(file -> copy(file, copy.resolve(ROOT.relativize(file))));
    }
    String maven =
        "umask 077 && exec '"
            + Path.of(System.getProperty("maven.home"), "bin/mvn")
            + "' -o -q -B -Prelease -pl kernel package -Dmaven.test.skip=true";
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-c", maven).directory(copy.toFile()).redirectErrorStream(true);
    builder
        .environment()
        .putAll(
            Map.of(
                "TZ", "Asia/Tokyo", "LC_ALL", "C", "JAVA_HOME", System.getProperty("java.home")));
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    again = copy.resolve("kernel/target");
  }

  @Test
  void twoBuildsGiveTheSameBytes() throws IOException {
    for (String name : PUBLISHED) {
      Path one = ROOT.resolve("kernel/target").resolve(name);
      Path other = again.resolve(name);
      if (name.endsWith(".jar")) {
        assertThat(entries(other).entrySet())
            .as("entries of %s", name)
            .filteredOn(entry -> !entry.getValue().equals(entries(one).get(entry.getKey())))
            .isEmpty();
      }
      assertThat(Files.mismatch(one, other))
          .as("first byte of %s that differs", name)
          .isEqualTo(-1);
    }
  }

  @Test
  void sourcesAndDocumentationAreComplete() {
    Path target = ROOT.resolve("kernel/target");
    assertThat(entries(target.resolve(jar("-sources"))))
        .containsKeys(
            "LICENSE",
            "module-info.java",
            "io/skiplane/Skiplane.java",
            "io/skiplane/lanes/vector/FloatRows.java",
            "io/skiplane/lanes/vector/DoubleRows.java");
    assertThat(entries(target.resolve(jar("-javadoc"))))
        .containsKeys("index.html", "io.skiplane.kernel/io/skiplane/gradient/LossGradient.html");
  }

  @Test
  void publishedPomHasWhatCentralAsksAndNoDependencyButTheOptionalOne() throws IOException {
    String pom = Files.readString(ROOT.resolve("kernel/target/published-pom.xml"));
    assertThat(pom)
        .contains("<groupId>io.skiplane</groupId>")
        .contains("<artifactId>skiplane-kernel</artifactId>")
        .contains("<name>", "<description>", "<url>", "<developer>", "<scm")
        .contains("<name>Apache-2.0</name>")
        .doesNotContain("<parent>");
    assertThat(pom.split("<dependency>", -1)).as("one dependency").hasSize(2);
    assertThat(pom).containsPattern("agrona</artifactId>[^$]*<optional>true</optional>");
  }

  private static Path jar(String classifier) {
    String kernel = Jvm.KERNEL.getFileName().toString();
    return Path.of(kernel.substring(0, kernel.length() - ".jar".length()) + classifier + ".jar");
  }

  /** Check sums of an archive's entries, for a message that names what differs. */
  private static Map<String, Long> entries(Path archive) {
    Map<String, Long> entries = new TreeMap<>();
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      zip.stream().forEach((ZipEntry entry) -> entries.put(entry.getName(), entry.getCrc()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return entries;
  }

  private static void copy(Path from, Path to) {
    try {
      Files.createDirectories(to.getParent());
      Files.copy(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
