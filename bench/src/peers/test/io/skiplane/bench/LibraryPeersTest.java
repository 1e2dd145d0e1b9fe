package io.skiplane.bench;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.skiplane.bench.peers.Peer;
import io.skiplane.bench.peers.PeerName;
import io.skiplane.bench.rows.PeerWork;
import io.skiplane.memory.Precision;
import java.lang.foreign.Arena;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs with the Maven profile peers alone. */
class LibraryPeersTest {
  static Stream<Arguments> works() {
    return Stream.of(PeerName.values())
        .filter(peer -> !peer.artifact().isEmpty())
        .flatMap(
            peer ->
                Stream.of(PeerWork.values())
                    .filter(work -> peer.does(work, 1) && PeerCheckTest.isQuick(work))
                    .flatMap(
                        work ->
                            Stream.of(Precision.values())
                                .map(precision -> Arguments.of(peer, work, precision))));
  }

  @ParameterizedTest
  @MethodSource("works")
  void everyLibrarysAnswersAreRight(PeerName name, PeerWork work, Precision precision) {
    try (Arena arena = Arena.ofConfined()) {
      assertThatCode(
              () -> {
                Peer peer = PeerCheck.checked(name, work, precision, 1, arena);
                peer.run(work.operationsACall());
                peer.rewind();
                peer.close();
              })
          .doesNotThrowAnyException();
    }
  }
}
