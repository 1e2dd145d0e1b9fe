package io.skiplane.harness.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skiplane.descent.NoiseSchedule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThreadsEngineTest {
  private static final List<Problem> CELLS =
      List.of(
          LedgerTest.problem(Method.REDUCED, 4, NoiseSchedule.NONE),
          LedgerTest.problem(Method.PROJECTED, 3, NoiseSchedule.NONE),
          LedgerTest.problem(Method.REDUCED, 6, NoiseSchedule.NONE));

  private static Ledger ledger() {
    return new Ledger(CELLS, 2500);
  }

  private static List<Outcomes> run(int threads) throws IOException {
    Ledger ledger = ledger();
    Meter meter = new Meter();
    ledger.begin(meter);
    boolean whole =
        new ThreadsEngine(threads, false)
            .run(CELLS, ledger.missing(), false, ledger::add, meter, () -> true);
    assertThat(whole).isTrue();
    assertThat(meter.ended()).isEqualTo(3 * 2500);
    assertThat(meter.fraction()).isEqualTo(1);
    return ledger.all();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5})
  void resultsDoNotDependOnTheNumberOfThreads(int threads) throws IOException {
    assertThat(run(threads)).isEqualTo(run(1));
  }

  @Test
  void endsEarlyWhenTheCallerSaysSoWithWhatHasEnded() throws IOException {
    Ledger ledger = ledger();
    List<Block> taken = new ArrayList<>();
    Meter meter = new Meter();
    ledger.begin(meter);
    // The first look is after 100 ms or after the last result; blocks beyond counting keep it busy.
    Iterable<Block> endless =
        () ->
            new Iterator<>() {
              private long from;

              @Override
              public boolean hasNext() {
                return true;
              }

              @Override
              public Block next() {
                from += 16;
                return new Block(1, from, from + 16);
              }
            };
    boolean whole =
        new ThreadsEngine(2, false)
            .run(CELLS, endless, false, result -> taken.add(result.block()), meter, () -> false);
    assertThat(whole).isFalse();
    assertThat(taken).doesNotHaveDuplicates();
  }

  @Test
  void whatASinkThrowsEndsTheRun() {
    Ledger ledger = ledger();
    Meter meter = new Meter();
    ledger.begin(meter);
    assertThatThrownBy(
            () ->
                new ThreadsEngine(2, false)
                    .run(
                        CELLS,
                        ledger.missing(),
                        false,
                        result -> {
                          throw new IOException("full");
                        },
                        meter,
                        () -> true))
        .isInstanceOf(IOException.class)
        .hasMessage("full");
  }

  @Test
  void whatAWorkerThrowsEndsTheRun() {
    Meter meter = new Meter();
    assertThatThrownBy(
            () ->
                new ThreadsEngine(2, false)
                    .run(
                        CELLS,
                        List.of(new Block(7, 0, 1), new Block(0, 0, 1)),
                        false,
                        result -> {},
                        meter,
                        () -> true))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> new ThreadsEngine(0, false))
        .hasMessage("0 threads; it must be at least 1");
  }
}
