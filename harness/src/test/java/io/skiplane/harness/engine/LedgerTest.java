package io.skiplane.harness.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skiplane.descent.NoiseSchedule;
import io.skiplane.memory.Precision;
import io.skiplane.model.Start;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A cell comes to the same whoever runs its blocks, in whatever parts and order. */
class LedgerTest {
  static Problem problem(Method method, long k, NoiseSchedule noise) {
    double eta = 1.0 / (k * k);
    return new Problem(
        k,
        6,
        3,
        1,
        1.2,
        method,
        method.isSampled() ? 2 : 1,
        method == Method.DENSE ? Precision.FLOAT : Precision.DOUBLE,
        Start.Kind.CNN,
        eta,
        eta,
        10,
        eta * eta,
        noise,
        1e-2,
        2200,
        9);
  }

  private static BlockResult run(BlockRunner runner, Problem problem, Block block) {
    return runner.run(problem, block, false, (steps, ended) -> true).orElseThrow();
  }

  @ParameterizedTest
  @EnumSource
  void aCellDoesNotDependOnItsBlocks(Method method) {
    NoiseSchedule noise =
        method == Method.POPULATION ? new NoiseSchedule(1, 1, 2, 100) : NoiseSchedule.NONE;
    Problem problem = problem(method, 5, noise);
    try (BlockRunner runner = new BlockRunner()) {
      Outcomes whole = run(runner, problem, new Block(0, 0, 70)).tally().outcomes();
      Tally parts = new Tally();
      for (Block block :
          new Block[] {new Block(0, 41, 70), new Block(0, 0, 1), new Block(0, 1, 41)}) {
        parts.add(run(runner, problem, block).tally());
      }
      assertThat(parts.outcomes()).isEqualTo(whole);
      assertThat(whole.students()).isEqualTo(70);
      Tally other = run(runner, problem, new Block(0, 1, 71)).tally();
      assertThat(other.outcomes().digest()).isNotEqualTo(whole.digest());
    }
  }

  @Test
  void blocksInTheSameLanesComeToTheSame() {
    List<Problem> cells =
        List.of(
            problem(Method.REDUCED, 5, NoiseSchedule.NONE),
            problem(Method.REDUCED, 4, NoiseSchedule.NONE),
            problem(Method.REDUCED, 7, NoiseSchedule.NONE));
    List<Block> blocks =
        List.of(new Block(0, 0, 40), new Block(1, 0, 1), new Block(1, 1, 90), new Block(2, 5, 6));
    try (BlockRunner runner = new BlockRunner()) {
      List<BlockResult> together = runner.run(cells, blocks, false, (steps, ended) -> true);
      assertThat(together).extracting(BlockResult::block).isEqualTo(blocks);
      for (BlockResult result : together) {
        Block block = result.block();
        assertThat(result.tally().outcomes())
            .isEqualTo(run(runner, cells.get(block.cell()), block).tally().outcomes());
      }
      assertThat(runner.run(cells, blocks, false, (steps, ended) -> false)).isEmpty();
    }
  }

  @Test
  void aBlockThatIsToldToStopHasNoResult() {
    Problem problem = problem(Method.REDUCED, 5, NoiseSchedule.NONE);
    try (BlockRunner runner = new BlockRunner()) {
      assertThat(runner.run(problem, new Block(0, 0, 70), true, (steps, ended) -> false)).isEmpty();
    }
  }

  @Test
  void goesOnFromWhatItWrote() throws IOException {
    List<Problem> cells =
        List.of(
            problem(Method.REDUCED, 4, NoiseSchedule.NONE),
            problem(Method.REDUCED, 5, NoiseSchedule.NONE));
    Ledger whole = new Ledger(cells, 3000);
    List<Block> blocks = new ArrayList<>();
    whole.missing().forEach(blocks::add);
    assertThat(blocks).hasSizeGreaterThan(4);
    assertThat(blocks.getFirst().from()).isZero();
    assertThat(blocks.getLast().to()).isEqualTo(3000);
    try (BlockRunner runner = new BlockRunner()) {
      blocks.forEach(block -> whole.add(run(runner, cells.get(block.cell()), block)));
      Collections.shuffle(blocks, new Random(3));
      Ledger first = new Ledger(cells, 3000);
      for (Block block : blocks.subList(0, 3)) {
        first.add(run(runner, cells.get(block.cell()), block));
      }
      assertThatThrownBy(() -> first.add(run(runner, cells.get(0), blocks.getFirst())))
          .hasMessageContaining("taken twice");
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      first.write(new DataOutputStream(bytes));
      Ledger second = new Ledger(cells, 3000);
      second.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
      assertThat(second.endedStudents()).isEqualTo(first.endedStudents());
      List<Block> left = new ArrayList<>();
      second.missingLongestFirst().forEach(left::add);
      assertThat(left).hasSize(blocks.size() - 3).doesNotContainAnyElementsOf(blocks.subList(0, 3));
      assertThat(left.getFirst().cell()).isEqualTo(1);
      left.forEach(block -> second.add(run(runner, cells.get(block.cell()), block)));
      assertThat(second.all()).isEqualTo(whole.all());
      assertThat(second.missing()).isEmpty();
      assertThat(second.endedCells()).isEqualTo(2);
    }
  }

  /** As an engine on many machines sends them. */
  @Test
  void problemsBlocksAndResultsTravel() throws Exception {
    Problem problem = problem(Method.POPULATION, 5, new NoiseSchedule(1, 1, 2, 100));
    try (BlockRunner runner = new BlockRunner()) {
      BlockResult result =
          runner.run(problem, new Block(0, 3, 9), true, (steps, ended) -> true).orElseThrow();
      BlockResult arrived = (BlockResult) sent(result);
      assertThat(arrived.tally().outcomes()).isEqualTo(result.tally().outcomes());
      assertThat(arrived.ends()).isNotNull().extracting(Ends::count).isEqualTo(6);
      arrived.tally().add(run(runner, (Problem) sent(problem), new Block(0, 0, 3)).tally());
      assertThat(arrived.tally().outcomes())
          .isEqualTo(run(runner, problem, new Block(0, 0, 9)).tally().outcomes());
    }
  }

  private static Object sent(Object object) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream to = new ObjectOutputStream(bytes)) {
      to.writeObject(object);
    }
    try (ObjectInputStream from =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return from.readObject();
    }
  }
}
