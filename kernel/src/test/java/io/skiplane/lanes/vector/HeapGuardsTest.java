package io.skiplane.lanes.vector;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.lanes.Kernels;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import jdk.incubator.vector.Vector;
import org.junit.jupiter.api.Test;

/**
 * Every loop over memory asks first whether each of its segments is native: that tells C2 the exact
 * class, which is worth up to three times the speed (kernel/PERFORMANCE.md), and an edit loses it
 * without a sign. So each method that loads or stores vectors has such questions, and each question
 * is about another segment: with a heap segment in its place the method refuses.
 */
class HeapGuardsTest {
  private static final String SEGMENT = "java/lang/foreign/MemorySegment";

  @Test
  void loopsRefuseHeapSegments() throws Exception {
    int questions = 0;
    List<String> faults = new ArrayList<>();
    for (Class<?> type : types()) {
      ClassModel model = model(type);
      for (Method method : type.getDeclaredMethods()) {
        if (!Modifier.isStatic(method.getModifiers()) || method.isSynthetic()) {
          continue;
        }
        MethodModel code = code(model, method);
        int asked = calls(code, "isNative");
        int refused = refusals(method, asked > 0);
        questions += asked;
        if (asked != refused) {
          faults.add(method + " asks " + asked + " times and refuses " + refused + " segments");
        }
        boolean loops = calls(code, "fromMemorySegment") + calls(code, "intoMemorySegment") > 0;
        for (Method other : type.getDeclaredMethods()) {
          loops |= partOfLoop(other) && calls(code, other.getName()) > 0;
        }
        if (loops && asked == 0 && !lookup(method) && !partOfLoop(method)) {
          faults.add(method + " loads or stores vectors and asks nothing");
        }
      }
    }
    assertThat(faults).isEmpty();
    assertThat(questions).isGreaterThan(200);
  }

  /** Methods that read a table of the kernel's own at class loading, or have no segment. */
  private static boolean lookup(Method method) {
    return Stream.of(method.getParameterTypes()).noneMatch(type -> type == MemorySegment.class);
  }

  /** What gives its vector to a loop, which C2 takes it into: that loop has to ask. */
  private static boolean partOfLoop(Method method) {
    return Modifier.isPrivate(method.getModifiers())
        && Vector.class.isAssignableFrom(method.getReturnType());
  }

  /** Segments whose place a heap segment cannot take. */
  private static int refusals(Method method, boolean asks) throws IllegalAccessException {
    Class<?>[] types = method.getParameterTypes();
    int refusals = 0;
    method.setAccessible(true);
    for (int place = 0; asks && place < types.length; place++) {
      if (types[place] != MemorySegment.class) {
        continue;
      }
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment room = arena.allocate(2 * Kernels.LANE_BYTES, 64);
        Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
          arguments[i] = argument(types[i], room);
        }
        arguments[place] = MemorySegment.ofArray(new long[64]);
        method.invoke(null, arguments);
      } catch (InvocationTargetException e) {
        refusals += e.getCause() instanceof IllegalArgumentException ? 1 : 0;
      }
    }
    return refusals;
  }

  /** Zero of anything: no loop turns, should a question be missing. */
  private static Object argument(Class<?> type, MemorySegment room) {
    if (type == MemorySegment.class) {
      return room;
    }
    if (type == long.class) {
      return 0L;
    }
    if (type == int.class) {
      return 0;
    }
    if (type == float.class) {
      return 0f;
    }
    if (type == double.class) {
      return 0d;
    }
    return false;
  }

  private static int calls(MethodModel method, String name) {
    int calls = 0;
    for (var element : method.code().orElseThrow()) {
      if (element instanceof InvokeInstruction call
          && call.name().equalsString(name)
          && (!name.equals("isNative") || call.owner().asInternalName().equals(SEGMENT))) {
        calls++;
      }
    }
    return calls;
  }

  private static MethodModel code(ClassModel model, Method method) {
    String descriptor =
        java.lang.invoke.MethodType.methodType(method.getReturnType(), method.getParameterTypes())
            .descriptorString();
    return model.methods().stream()
        .filter(m -> m.methodName().equalsString(method.getName()))
        .filter(m -> m.methodType().equalsString(descriptor))
        .findFirst()
        .orElseThrow();
  }

  private static ClassModel model(Class<?> type) throws IOException {
    try (var in = type.getResourceAsStream(type.getSimpleName() + ".class")) {
      return ClassFile.of().parse(in.readAllBytes());
    }
  }

  /** The classes of this package, beside the tests'. */
  private static List<Class<?>> types() throws Exception {
    URI place = LongLanes.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    Path folder = Path.of(place).resolve("io/skiplane/lanes/vector");
    List<Class<?>> types = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".class") && !name.contains("-") && !name.contains("$")) {
          types.add(
              Class.forName("io.skiplane.lanes.vector." + name.substring(0, name.length() - 6)));
        }
      }
    }
    assertThat(types).hasSizeGreaterThan(30);
    return types;
  }
}
