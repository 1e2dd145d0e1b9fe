package io.skiplane.bench.peers;

import static org.bytedeco.mkl.global.mkl_rt.MKL_Set_Num_Threads;
import static org.bytedeco.mkl.global.mkl_rt.VSL_BRNG_SFMT19937;
import static org.bytedeco.mkl.global.mkl_rt.VSL_RNG_METHOD_GAUSSIAN_ICDF;
import static org.bytedeco.mkl.global.mkl_rt.vdRngGaussian;
import static org.bytedeco.mkl.global.mkl_rt.vsRngGaussian;
import static org.bytedeco.mkl.global.mkl_rt.vslNewStream;

import io.skiplane.memory.Precision;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.mkl.global.mkl_rt.VSLStreamStatePtr;

/**
 * The Gaussian numbers of Intel's MKL: SFMT19937 and the inverse distribution function, which were
 * its fastest pair on the machine this was written on.
 *
 * <p>What limits it: a full inverse distribution function for each number, and on other makers'
 * processors MKL may choose code for narrower vectors.
 */
public final class MklPeer implements Peer {
  private static final int COUNT = 1 << 14;

  private final VSLStreamStatePtr stream = new VSLStreamStatePtr();
  private final boolean single;
  private final FloatPointer floats;
  private final DoublePointer doubles;

  private MklPeer(boolean single) {
    this.single = single;
    floats = new FloatPointer(single ? COUNT : 1);
    doubles = new DoublePointer(single ? 1 : COUNT);
    MKL_Set_Num_Threads(1);
    check(vslNewStream(stream, VSL_BRNG_SFMT19937, 1));
  }

  /** The peer for a task. */
  public static Peer of(PeerTask task) {
    return new MklPeer(task.precision() == Precision.FLOAT);
  }

  @Override
  public void run(int operations) {
    for (int done = 0; done < operations; done += COUNT) {
      check(
          single
              ? vsRngGaussian(VSL_RNG_METHOD_GAUSSIAN_ICDF, stream, COUNT, floats, 0, 1)
              : vdRngGaussian(VSL_RNG_METHOD_GAUSSIAN_ICDF, stream, COUNT, doubles, 0, 1));
    }
  }

  private static void check(int status) {
    if (status != 0) {
      throw new IllegalStateException("MKL VSL answers with status " + status);
    }
  }

  @Override
  public void rewind() {}

  @Override
  public double[] draw() {
    run(COUNT);
    double[] numbers = new double[COUNT];
    for (int i = 0; i < COUNT; i++) {
      numbers[i] = single ? floats.get(i) : doubles.get(i);
    }
    return numbers;
  }
}
