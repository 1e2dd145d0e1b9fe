package io.skiplane.bench.peers;

import java.util.random.RandomGenerator;

/**
 * Plain Java on arrays, as a user would write it first.
 *
 * <p>What limits it: a sum in the order of the source waits for each addition, four cycles a
 * number, as C2 may not reorder it; only the loop of {@code s += b z} becomes vectors. The
 * generator takes 5 ns a number, one at a time, and the functions of the study are scalar.
 */
public final class FloatPlainJavaPeer {
  private FloatPlainJavaPeer() {}

  /** The peer for a task. */
  public static Peer of(PeerTask task) {
    return switch (task.kind()) {
      case RESIDENT, FRESH -> new Step(task);
      case STUDY -> new Study(task.k(), task.study());
      case NORMALS -> new Normals();
    };
  }

  private static final class Step extends FloatStep {
    private final float[][] z;

    Step(PeerTask task) {
      super(task, false);
      z = new float[stored()][];
      load();
    }

    @Override
    void store(int at, float[] patches) {
      z[at] = patches;
    }

    @Override
    void products(int at, float[] weight, float[] u) {
      float[] patches = z[at];
      for (int row = 0; row < rows; row++) {
        float sum = 0;
        for (int i = 0; i < p; i++) {
          sum += patches[row * p + i] * weight[i];
        }
        u[row] = sum;
      }
    }

    @Override
    void add(int at, float[] b, float[] s) {
      float[] patches = z[at];
      for (int row = 0; row < rows; row++) {
        float weight = b[row];
        if (weight != 0) {
          for (int i = 0; i < p; i++) {
            s[i] += weight * patches[row * p + i];
          }
        }
      }
    }
  }

  private static final class Study implements Peer {
    private static final float PI = (float) Math.PI;

    private final PeerTask.Study study;
    private final float k;
    private final float[] sum;
    private final float[] alignment;
    private final float[] cosine;

    Study(int k, PeerTask.Study study) {
      this.k = k;
      this.study = study;
      sum = FloatStep.rounded(study.starts()[0]);
      alignment = FloatStep.rounded(study.starts()[1]);
      cosine = FloatStep.rounded(study.starts()[2]);
    }

    @Override
    public void run(int operations) {
      for (int done = 0; done < operations; done += sum.length) {
        step();
      }
    }

    private void step() {
      float star = (float) study.teacherSum();
      float norm = (float) study.teacherNorm();
      float e = (float) (study.eta() / (2 * Math.PI));
      for (int i = 0; i < sum.length; i++) {
        float s = sum[i];
        float t = alignment[i];
        float c = cosine[i];
        float rest = PI - (float) Math.acos(c);
        float across = 1 - c * c;
        float g = rest * c + (float) Math.sqrt(across);
        float h = e * t * rest;
        sum[i] = s - e * ((k + PI - 1) * s - (k + g - 1) * star);
        alignment[i] = t - e * ((s - star) * star + (PI - 1) * t - (g - 1) * norm);
        float turned = (c + h * across) / (float) Math.sqrt(1 + h * h * across);
        cosine[i] = Math.clamp(turned, -1, 1);
      }
    }

    @Override
    public void rewind() {
      System.arraycopy(FloatStep.rounded(study.starts()[0]), 0, sum, 0, sum.length);
      System.arraycopy(FloatStep.rounded(study.starts()[1]), 0, alignment, 0, sum.length);
      System.arraycopy(FloatStep.rounded(study.starts()[2]), 0, cosine, 0, sum.length);
    }

    @Override
    public double[][] students() {
      return new double[][] {
        FloatStep.widened(sum), FloatStep.widened(alignment), FloatStep.widened(cosine)
      };
    }
  }

  private static final class Normals implements Peer {
    private final float[] numbers = new float[4096];
    private final RandomGenerator random = FloatStep.generator(1);

    @Override
    public void run(int operations) {
      for (int done = 0; done < operations; done += numbers.length) {
        for (int i = 0; i < numbers.length; i++) {
          numbers[i] = (float) random.nextGaussian();
        }
      }
    }

    @Override
    public void rewind() {}

    @Override
    public double[] draw() {
      run(numbers.length);
      return FloatStep.widened(numbers);
    }
  }
}
