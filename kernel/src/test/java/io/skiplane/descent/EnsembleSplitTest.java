package io.skiplane.descent;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.Start;
import io.skiplane.model.StepSizes;
import io.skiplane.model.Teacher;
import io.skiplane.testing.Digest;
import io.skiplane.testing.Golden;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A student's end does not depend on its lane, its neighbours, its thread or the twin. */
@Tag("bits")
class EnsembleSplitTest {
  private static final int STUDENTS = 301;

  @ParameterizedTest
  @EnumSource(Precision.class)
  void anySplitOfTheRowsGivesTheSameBits(Precision precision) {
    assertThat(ends(precision, 0, 1, 2, 131, 132, STUDENTS))
        .isEqualTo(ends(precision, 0, STUDENTS));
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void twoThreadsGiveTheSameBits(Precision precision) throws Exception {
    try (Arena arena = Arena.ofShared();
        ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Teacher teacher = teacher(arena);
      StudentTable table = starts(arena, teacher);
      Callable<Void> lower = () -> run(precision, table, teacher, 0, 100);
      Callable<Void> upper = () -> run(precision, table, teacher, 100, STUDENTS);
      for (Future<Void> future : threads.invokeAll(List.of(lower, upper))) {
        future.get();
      }
      assertThat(digest(table)).isEqualTo(ends(precision, 0, STUDENTS));
    }
  }

  /** Of other teachers, step sizes and limits, which take turns in the same lanes. */
  @ParameterizedTest
  @EnumSource(Precision.class)
  void groupsInTheSameLanesGiveTheSameBits(Precision precision) {
    try (Arena arena = Arena.ofConfined()) {
      List<Ensemble.Group> groups = groups(arena);
      Ensemble.of(arena, precision).run(groups, (steps, ended) -> true);
      List<Ensemble.Group> alone = groups(arena);
      for (int i = 0; i < groups.size(); i++) {
        Ensemble.of(arena, precision).run(List.of(alone.get(i)), (steps, ended) -> true);
        assertThat(digest(groups.get(i).table())).isEqualTo(digest(alone.get(i).table()));
      }
    }
  }

  private static List<Ensemble.Group> groups(Arena arena) {
    List<Ensemble.Group> groups = new ArrayList<>();
    for (int k : new int[] {9, 16, 4}) {
      Teacher teacher = Teacher.study(arena, new Shape(k, 8));
      groups.add(
          new Ensemble.Group(
              starts(arena, teacher),
              0,
              STUDENTS,
              teacher,
              StepSizes.warmUpFor(k, 70 + k),
              new StopRule(1e-3, 2000 + 7 * k)));
    }
    return groups;
  }

  @Test
  void endsAreThePinnedBits() {
    Map<String, String> digests = new HashMap<>();
    for (Precision precision : Precision.values()) {
      digests.put(precision.name(), ends(precision, 0, STUDENTS));
    }
    Golden.check("ensembles.properties", digests);
  }

  private static String ends(Precision precision, long... borders) {
    try (Arena arena = Arena.ofConfined()) {
      Teacher teacher = teacher(arena);
      StudentTable table = starts(arena, teacher);
      for (int i = 0; i + 1 < borders.length; i++) {
        run(precision, table, teacher, borders[i], borders[i + 1]);
      }
      return digest(table);
    }
  }

  private static Teacher teacher(Arena arena) {
    return Teacher.study(arena, new Shape(16, 8));
  }

  private static StudentTable starts(Arena arena, Teacher teacher) {
    StudentTable table = StudentTable.allocate(arena, STUDENTS);
    Start start = new Start(arena, teacher);
    for (int i = 0; i < STUDENTS; i++) {
      start.draw(i % 3 == 0 ? Start.Kind.RESNET : Start.Kind.CNN, 11, i);
      table.start(i, start, teacher);
    }
    return table;
  }

  private static Void run(
      Precision precision, StudentTable table, Teacher teacher, long from, long to) {
    try (Arena arena = Arena.ofConfined()) {
      Ensemble.of(arena, precision)
          .run(
              table,
              from,
              to,
              teacher,
              StepSizes.warmUpFor(16, 500),
              new StopRule(1e-6, 20_001),
              (steps, ended) -> true);
    }
    return null;
  }

  private static String digest(StudentTable table) {
    Digest digest = new Digest();
    for (long row = 0; row < STUDENTS; row++) {
      for (int field = 0; field < StudentTable.FIELDS; field++) {
        digest.add(table.number(row, field));
      }
    }
    return digest.hex();
  }
}
