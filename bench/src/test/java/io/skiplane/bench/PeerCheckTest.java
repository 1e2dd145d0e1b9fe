package io.skiplane.bench;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skiplane.bench.peers.Peer;
import io.skiplane.bench.peers.PeerName;
import io.skiplane.bench.rows.Caches;
import io.skiplane.bench.rows.PeerWork;
import io.skiplane.bench.rows.StepKind;
import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import java.lang.foreign.Arena;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PeerCheckTest {
  private static final int QUICK_NUMBERS = 1 << 13;

  /** Inputs of so many go through the peers in pieces, at least in double. */
  private static final int LARGE_NUMBERS = 1 << 16;

  static boolean isQuick(PeerWork work) {
    return work.k() * work.p() <= (work.batch() == 1 ? LARGE_NUMBERS : QUICK_NUMBERS);
  }

  static Stream<Arguments> works() {
    return Stream.of(PeerWork.values())
        .filter(PeerCheckTest::isQuick)
        .flatMap(
            work -> Stream.of(Precision.values()).map(precision -> Arguments.of(work, precision)));
  }

  @ParameterizedTest
  @MethodSource("works")
  void plainJavaStepsAsTheFormulasSayAndThenRuns(PeerWork work, Precision precision) {
    try (Arena arena = Arena.ofConfined()) {
      Peer peer = PeerCheck.checked(PeerName.PLAIN_JAVA, work, precision, 1, arena);
      peer.run(work.operationsACall());
      peer.rewind();
      peer.close();
    }
  }

  @ParameterizedTest
  @MethodSource("works")
  void skiplaneStepsOnMiniBatchesAsTheFormulasSay(PeerWork work, Precision precision) {
    try (Arena arena = Arena.ofConfined()) {
      Shape shape = new Shape(work.k(), work.p());
      int inputs = work.inputs(precision, Caches.here());
      int batch = PeerCheck.batch(work);
      AnswerCheck.check(new Problem(arena, shape, precision, inputs, batch), work.stepKind());
    }
  }

  @Test
  void aTeamMustEndAtTheBitsOfOneThread() {
    StepKind kind = StepKind.RESIDENT;
    Problem problem = new Problem(Arena.ofAuto(), new Shape(1024, 64), Precision.FLOAT, 4, 2);
    TeamWork team = new TeamWork(problem, kind, 1);
    try {
      team.check(problem, kind);
      assertThatThrownBy(() -> team.check(problem, kind)).hasMessageContaining("2 threads differ");
    } finally {
      team.close();
    }
  }

  @Test
  void wrongAnswersAreRefused() {
    for (PeerWork work :
        new PeerWork[] {PeerWork.RESIDENT_16X8, PeerWork.FRESH_16X8_BATCH, PeerWork.STUDY}) {
      assertRefused(
          work, "is off by", task -> new Altered(PeerName.PLAIN_JAVA.make(task), 1.01, 1));
    }
  }

  @Test
  void numbersThatAreNotNormalAreRefused() {
    for (PeerWork work : new PeerWork[] {PeerWork.NORMALS, PeerWork.FRESH_16X8}) {
      assertRefused(work, "moments", task -> new Altered(PeerName.PLAIN_JAVA.make(task), 1, 1.02));
    }
  }

  private static void assertRefused(PeerWork work, String message, PeerCheck.Maker maker) {
    try (Arena arena = Arena.ofConfined()) {
      assertThatThrownBy(() -> PeerCheck.checked(maker, work, Precision.DOUBLE, 1, arena))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(message);
    }
  }

  @Test
  void aLibraryThatIsNotThereIsNamedWithTheRemedy() {
    try (Arena arena = Arena.ofConfined()) {
      PeerCheck.Maker maker = task -> PeerName.make("NoSuchPeer", task);
      assertThatThrownBy(
              () -> PeerCheck.checked(maker, PeerWork.NORMALS, Precision.FLOAT, 1, arena))
          .hasMessageContaining("NoSuchPeer")
          .hasMessageContaining("bench/run --peers");
    }
  }

  /** A peer whose results, or whose numbers, are a little too large. */
  private record Altered(Peer peer, double results, double numbers) implements Peer {
    @Override
    public void run(int operations) {
      peer.run(operations);
    }

    @Override
    public void rewind() {
      peer.rewind();
    }

    @Override
    public void seed(long seed) {
      peer.seed(seed);
    }

    @Override
    public double[] draw() {
      return scaled(peer.draw(), numbers);
    }

    @Override
    public double[] a() {
      return scaled(peer.a(), results);
    }

    @Override
    public double[] v() {
      return peer.v();
    }

    @Override
    public double[][] students() {
      double[][] students = peer.students();
      scaled(students[1], results);
      return students;
    }

    private static double[] scaled(double[] values, double by) {
      for (int i = 0; i < values.length; i++) {
        values[i] *= by;
      }
      return values;
    }
  }
}
