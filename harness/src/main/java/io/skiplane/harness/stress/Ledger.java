package io.skiplane.harness.stress;

import io.skiplane.harness.digest.Digest;
import io.skiplane.harness.train.Choices;
import io.skiplane.harness.train.Choices.GradientName;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/** All that a run has come to so far, and all that it needs to go on. */
final class Ledger {
  /** Numbers that are kept of one block whose bits differed. */
  static final int MOST_OF_BLOCK = 16;

  /** Numbers that are kept at most. */
  private static final int MOST = 10_000;

  private static final int DIGITS = 3;

  private final List<GradientName> gradients;
  private final Map<GradientName, Account> accounts = new EnumMap<>(GradientName.class);
  private final List<Mismatch> mismatches = new ArrayList<>();
  private long turns;
  private double seconds;
  private long differing;
  private long early;
  private long largest;
  private long last;

  /** Of a run that begins. */
  Ledger(List<GradientName> gradients) {
    this.gradients = List.copyOf(gradients);
    gradients.forEach(gradient -> accounts.put(gradient, new Account()));
  }

  /** What one gradient has come to. */
  static final class Account {
    private long blocks;
    private long steps;
    private boolean warmed;
    private long timed;
    private double busy;
    private String digest = "";
    private final Map<String, Checks> checks = new LinkedHashMap<>();
    private final Histogram times = histogram();

    /** Blocks computed, which is the next one's number. */
    long blocks() {
      return blocks;
    }

    /** Steps taken. */
    long steps() {
      return steps;
    }

    /** How long the steps took, in nanoseconds; changes as the run goes on. */
    Histogram times() {
      return times;
    }

    /** Adds a block that has ended; the order counts. */
    void block(long count, String hash) {
      blocks++;
      steps += count;
      MessageDigest sha = Digest.sha256();
      sha.update((digest + hash).getBytes(StandardCharsets.US_ASCII));
      digest = Digest.text(sha);
    }

    /**
     * Adds the steps of a turn and the seconds that they took.
     *
     * @param warm whether the JVM had compiled them; others count only while there are none such
     */
    void busy(long count, double time, boolean warm) {
      if (warm && !warmed) {
        warmed = true;
        timed = 0;
        busy = 0;
      }
      if (warm == warmed) {
        timed += count;
        busy += time;
      }
    }

    /** Adds a block that was computed again. */
    void checked(Route route, boolean same) {
      checks.merge(
          route.word(),
          new Checks(route.word(), 1, same ? 0 : 1),
          (one, other) ->
              new Checks(
                  route.word(),
                  one.blocks() + other.blocks(),
                  one.mismatches() + other.mismatches()));
    }

    private void write(DataOutputStream to) throws IOException {
      to.writeLong(blocks);
      to.writeLong(steps);
      to.writeBoolean(warmed);
      to.writeLong(timed);
      to.writeDouble(busy);
      to.writeUTF(digest);
      to.writeInt(checks.size());
      for (Checks check : checks.values()) {
        to.writeUTF(check.route());
        to.writeLong(check.blocks());
        to.writeLong(check.mismatches());
      }
      ByteBuffer encoded = ByteBuffer.allocate(times.getNeededByteBufferCapacity());
      int length = times.encodeIntoCompressedByteBuffer(encoded);
      to.writeInt(length);
      to.write(encoded.array(), 0, length);
    }

    private void read(DataInputStream from) throws IOException {
      blocks = from.readLong();
      steps = from.readLong();
      warmed = from.readBoolean();
      timed = from.readLong();
      busy = from.readDouble();
      digest = from.readUTF();
      for (int left = from.readInt(); left > 0; left--) {
        Checks check = new Checks(from.readUTF(), from.readLong(), from.readLong());
        checks.put(check.route(), check);
      }
      byte[] encoded = from.readNBytes(from.readInt());
      try {
        times.add(Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(encoded), 0));
      } catch (DataFormatException e) {
        throw new IOException("the checkpoint's histogram cannot be read", e);
      }
    }
  }

  /** An empty histogram of nanoseconds. */
  static Histogram histogram() {
    return new Histogram(DIGITS);
  }

  /** Whose turn is next. */
  GradientName next() {
    return gradients.get((int) (turns % gradients.size()));
  }

  /** The round that the next turn belongs to. */
  long round() {
    return turns / gradients.size();
  }

  /** The gradients in the order of their turns. */
  List<GradientName> gradients() {
    return gradients;
  }

  /** What a gradient has come to. */
  Account account(GradientName gradient) {
    Account account = accounts.get(gradient);
    if (account == null) {
      throw new IllegalStateException("the run has no " + Choices.word(gradient) + " gradient");
    }
    return account;
  }

  /** Adds a turn's time, and the memory at its end. */
  void turn(double time, long resident) {
    turns++;
    seconds += time;
    last = resident;
    largest = Math.max(largest, resident);
    if (turns == gradients.size()) {
      early = resident;
    }
  }

  /** Adds a block whose bits differed. */
  void differ(List<Mismatch> numbers) {
    differing++;
    mismatches.addAll(numbers.subList(0, Math.min(numbers.size(), MOST - mismatches.size())));
  }

  /** Steps of all gradients. */
  long steps() {
    return accounts.values().stream().mapToLong(account -> account.steps).sum();
  }

  /** Seconds that the run has taken. */
  double seconds() {
    return seconds;
  }

  /** Blocks whose bits differed. */
  long differing() {
    return differing;
  }

  /** Numbers that differed, as far as they are kept. */
  List<Mismatch> mismatches() {
    return Collections.unmodifiableList(mismatches);
  }

  /** Writes all. */
  void write(DataOutputStream to) throws IOException {
    to.writeLong(turns);
    to.writeDouble(seconds);
    to.writeLong(differing);
    to.writeLong(early);
    to.writeLong(largest);
    to.writeLong(last);
    for (GradientName gradient : gradients) {
      account(gradient).write(to);
    }
    to.writeInt(mismatches.size());
    for (Mismatch mismatch : mismatches) {
      to.writeUTF(mismatch.gradient());
      to.writeLong(mismatch.block());
      to.writeLong(mismatch.step());
      to.writeUTF(mismatch.route());
      to.writeUTF(mismatch.array());
      to.writeLong(mismatch.element());
      to.writeLong(mismatch.bits());
      to.writeLong(mismatch.checkBits());
      to.writeLong(mismatch.againBits());
    }
  }

  /** Reads all into a ledger of the same gradients that nothing was added to. */
  void read(DataInputStream from) throws IOException {
    turns = from.readLong();
    seconds = from.readDouble();
    differing = from.readLong();
    early = from.readLong();
    largest = from.readLong();
    last = from.readLong();
    for (GradientName gradient : gradients) {
      account(gradient).read(from);
    }
    for (int left = from.readInt(); left > 0; left--) {
      mismatches.add(
          new Mismatch(
              from.readUTF(),
              from.readLong(),
              from.readLong(),
              from.readUTF(),
              from.readUTF(),
              from.readLong(),
              from.readLong(),
              from.readLong(),
              from.readLong()));
    }
  }

  /** What the run has come to. */
  StressRun run(StressRun.Facts facts, StressProblem problem, boolean finished, long offHeap) {
    List<GradientResult> results = new ArrayList<>();
    for (GradientName gradient : gradients) {
      Account account = account(gradient);
      results.add(
          new GradientResult(
              Choices.word(gradient),
              account.blocks,
              account.steps,
              account.timed / account.busy,
              Costs.numbers(gradient, problem.shape()),
              List.copyOf(account.checks.values()),
              account.digest,
              times(account.times, Costs.group(gradient, problem.shape(), problem.precision()))));
    }
    StressRun.Memory memory = new StressRun.Memory(offHeap, early, last, largest);
    return new StressRun(facts, finished, seconds, round(), memory, results, differing);
  }

  private static StepTimes times(Histogram times, long group) {
    List<StepTimes.Percentile> curve = new ArrayList<>();
    times
        .percentiles(2)
        .forEach(
            value ->
                curve.add(
                    new StepTimes.Percentile(
                        value.getPercentileLevelIteratedTo(), value.getValueIteratedTo())));
    return new StepTimes(
        times.getTotalCount(),
        group,
        times.getValueAtPercentile(50),
        times.getValueAtPercentile(99),
        times.getValueAtPercentile(99.99),
        times.getMaxValue(),
        curve);
  }
}
