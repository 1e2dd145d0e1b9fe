package io.skiplane.descent;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.Student;
import io.skiplane.testing.Digest;
import io.skiplane.testing.EnsembleScene;
import io.skiplane.testing.Scene;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Under load: many threads, each at students of its own, with every gradient. A kernel that kept
 * anything for all of them would mix up their numbers.
 */
class ManyThreadsTest {
  private static final int TASKS = 300;
  private static final Shape[] SHAPES = {new Shape(16, 8), new Shape(33, 21), new Shape(7, 100)};

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void studentsOnManyThreadsEndAsAlone(boolean virtual) throws Exception {
    List<String> alone = new ArrayList<>();
    for (int task = 0; task < TASKS; task++) {
      alone.add(train(task, virtual));
    }
    ExecutorService threads =
        virtual ? Executors.newVirtualThreadPerTaskExecutor() : Executors.newFixedThreadPool(16);
    try (threads) {
      List<Callable<String>> tasks = new ArrayList<>();
      for (int task = 0; task < TASKS; task++) {
        int number = task;
        tasks.add(() -> train(number, virtual));
      }
      List<String> together = new ArrayList<>();
      for (Future<String> future : threads.invokeAll(tasks)) {
        together.add(future.get());
      }
      assertThat(together).isEqualTo(alone);
    }
  }

  /** A student that its number names, in memory of its own, and half of them by an executor. */
  private static String train(int number, boolean virtual) {
    Shape shape = SHAPES[number % SHAPES.length];
    Precision precision = Precision.values()[number % 2];
    String gradient = Scene.GRADIENTS[number / 2 % Scene.GRADIENTS.length];
    // A confined arena in a virtual thread belongs to that thread, whatever carries it.
    try (Arena arena = virtual ? Arena.ofConfined() : Arena.ofShared()) {
      Scene scene = new Scene(arena, shape, precision, number);
      Student student = scene.student();
      Descent descent =
          Descent.of(
              arena,
              student,
              scene.teacher(),
              scene.gradient(gradient),
              scene.stepSizes(),
              number,
              number);
      descent.run(70);
      Thread.yield(); // A virtual thread may go on in another carrier.
      descent.run(70);
      Digest digest = new Digest().add(student.memory());
      if (!virtual) {
        EnsembleScene ensemble = new EnsembleScene(arena, new Shape(5, 3), precision, number);
        var students = ensemble.students(0, 20);
        String kind = EnsembleScene.GRADIENTS.get(number / 2 % EnsembleScene.GRADIENTS.size());
        SampledEnsemble.of(
                arena,
                students,
                ensemble.teacher(),
                ensemble.gradient(kind, 0, 20),
                ensemble.stepSizes(),
                number)
            .run(20);
        digest.add(students.memory());
      }
      return digest.hex();
    }
  }

  @Test
  void noThreadIsLeftBehind() throws InterruptedException {
    Set<Thread> before = threads();
    List<Thread> ours = new CopyOnWriteArrayList<>();
    ThreadFactory factory =
        task -> {
          Thread thread = new Thread(task);
          ours.add(thread);
          return thread;
        };
    try (Arena arena = Arena.ofShared();
        ExecutorService helpers = Executors.newFixedThreadPool(2, factory)) {
      Scene scene = new Scene(arena, new Shape(2048, 128), Precision.FLOAT, 1);
      Descent descent =
          Descent.of(
              arena,
              scene.student(),
              scene.teacher(),
              scene.gradient("dense"),
              scene.stepSizes(),
              1,
              1);
      descent.run(5);
      assertThat(threads()).as("the caller's thread runs everything").isSubsetOf(before);
      descent.run(5, helpers, 2);
      descent.run(5, Runnable::run, 0);
    }
    // A closed pool has dismissed its threads, which then still have to end.
    for (Thread thread : ours) {
      thread.join();
    }
    assertThat(ours).as("the helpers worked").isNotEmpty();
    assertThat(threads()).isSubsetOf(before);
  }

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        // The JVM's own and the test runner's come and go.
        .filter(
            thread ->
                thread.getName().startsWith("pool-") || thread.getName().startsWith("Thread-"))
        .collect(Collectors.toSet());
  }
}
