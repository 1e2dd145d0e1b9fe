package io.skiplane.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.Skiplane;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No class of the kernel or the harness names a type by which a JVM reaches a network. */
class NoNetworkTest {
  private static final List<String> NETWORK =
      List.of(
          "java/net/",
          "javax/net/",
          "java/rmi/",
          "javax/naming/",
          "javax/management/remote/",
          "com/sun/net/",
          "sun/net/",
          "java/nio/channels/SocketChannel",
          "java/nio/channels/ServerSocketChannel",
          "java/nio/channels/DatagramChannel",
          "java/nio/channels/AsynchronousSocketChannel",
          "java/nio/channels/AsynchronousServerSocketChannel");

  /** Names and their parsers, which open nothing. */
  private static final Set<String> HARMLESS =
      Set.of("java/net/URI", "java/net/URISyntaxException", "java/net/URLEncoder");

  @Test
  void kernelAndHarnessNameNoNetwork() throws Exception {
    int classes = 0;
    for (Class<?> one : List.of(Skiplane.class, Main.class)) {
      URI place = one.getProtectionDomain().getCodeSource().getLocation().toURI();
      List<String> found = new ArrayList<>();
      int before = classes;
      classes += scan(Path.of(place), found);
      assertThat(found).as("network types named in %s", place).isEmpty();
      assertThat(classes - before).as("classes in %s", place).isGreaterThan(20);
    }
  }

  /** The scan would see one. */
  @Test
  void scanSeesSockets() throws Exception {
    byte[] bytes;
    try (var in = NoNetworkTest.class.getResourceAsStream("NoNetworkTest$Culprit.class")) {
      assertThat(in).isNotNull();
      bytes = in.readAllBytes();
    }
    assertThat(named(bytes)).contains("java/net/Socket");
  }

  /** A class that the scan must find. */
  static final class Culprit {
    static void close(java.net.Socket socket) throws IOException {
      socket.close();
    }
  }

  private static int scan(Path place, List<String> found) throws IOException {
    if (Files.isDirectory(place)) {
      return scanTree(place, found);
    }
    try (FileSystem jar = FileSystems.newFileSystem(place, Map.of())) {
      return scanTree(jar.getPath("/"), found);
    }
  }

  private static int scanTree(Path root, List<String> found) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      List<Path> classes = all.filter(path -> path.toString().endsWith(".class")).toList();
      for (Path path : classes) {
        for (String name : named(Files.readAllBytes(path))) {
          found.add(path.getFileName() + " names " + name);
        }
      }
      return classes.size();
    }
  }

  /** Network types among a class's entries: referenced ones, and those in descriptors. */
  private static List<String> named(byte[] bytes) {
    ClassModel model = ClassFile.of().parse(bytes);
    List<String> names = new ArrayList<>();
    for (PoolEntry entry : model.constantPool()) {
      if (entry instanceof ClassEntry type) {
        add(type.asInternalName(), names);
      } else if (entry instanceof Utf8Entry text && text.stringValue().contains(";")) {
        for (String part : text.stringValue().split("[^A-Za-z0-9_/$]+", -1)) {
          add(part.startsWith("L") ? part.substring(1) : part, names);
        }
      }
    }
    return names;
  }

  private static void add(String name, List<String> names) {
    if (!HARMLESS.contains(name) && NETWORK.stream().anyMatch(name::startsWith)) {
      names.add(name);
    }
  }
}
