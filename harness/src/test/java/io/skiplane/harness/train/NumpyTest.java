package io.skiplane.harness.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.harness.cli.CommandLineRun;
import io.skiplane.harness.npy.NpzFileTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The .npy files against numpy itself; without numpy these tests fail. */
final class NumpyTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"float32", "float64"})
  void dataThatNumpyWritesTrainsAndNumpyReadsTheResult(String dtype) throws Exception {
    python(
        """
        import sys, numpy as np
        folder, dtype = sys.argv[1:]
        r = np.random.default_rng(5)
        z = r.standard_normal((300, 6, 4)).astype(dtype)
        np.save(folder + '/z.npy', z)
        v = np.array([1.0, 1, 1, -1]) / 2
        a = np.arange(1.0, 7)
        np.save(folder + '/av.npy', v); np.save(folder + '/aa.npy', a)
        np.save(folder + '/y.npy', (np.maximum(z @ v, 0) @ a).astype(dtype))
        """,
        folder.toString(),
        dtype);
    String options =
        "--gradient resident --batch 10 --steps 200 --schedule *:0.02:0.001 --data "
            + folder.resolve("z.npy");
    String teacher =
        "--teacher-a " + folder.resolve("aa.npy") + " --teacher-v " + folder.resolve("av.npy");
    TrainOutput given =
        TrainOutput.of(
            folder.resolve("given"), options, teacher, "--labels " + folder.resolve("y.npy"));
    TrainOutput computed = TrainOutput.of(folder.resolve("computed"), options, teacher);

    String[] answer =
        python(
                """
                import sys, hashlib, numpy as np
                folder = sys.argv[1]
                read = lambda run, name: np.load(folder + '/' + run + '/' + name + '.npy')
                a, v = read('given', 'a'), read('given', 'v')
                bytes = a.astype('>f8').tobytes() + v.astype('>f8').tobytes()
                print(a.dtype, a.shape, v.shape, a.flags.c_contiguous)
                print(hashlib.sha256(bytes).hexdigest()[:32])
                print(abs(a - read('computed', 'a')).max() + abs(v - read('computed', 'v')).max())
                print(np.sum((a - np.arange(1.0, 7)) ** 2))
                """,
                folder.toString())
            .split("\n", -1);
    assertThat(answer[0]).isEqualTo("float64 (6,) (4,) True");
    assertThat(answer[1]).isEqualTo(given.digest());
    assertThat(Double.parseDouble(answer[2])).isLessThan(dtype.equals("float32") ? 1e-4 : 1e-12);
    assertThat(Double.parseDouble(answer[3]))
        .isCloseTo(
            given.last("squaredDistanceA"), org.assertj.core.data.Percentage.withPercentage(1e-9));
    assertThat(computed.json().get("k").asLong()).isEqualTo(6);
  }

  /** Three mini-batch steps in numpy, by the formula of the design. */
  @Test
  void residentStepsAreThoseOfTheFormula() throws Exception {
    python(
        """
        import sys, numpy as np
        folder = sys.argv[1]
        r = np.random.default_rng(6)
        z = r.standard_normal((7, 5, 3)); y = r.standard_normal(7)
        a = r.standard_normal(5); v = r.standard_normal(3)
        for name, x in dict(z=z, y=y, a0=a, v0=v).items(): np.save(f'{folder}/{name}.npy', x)
        v /= np.linalg.norm(v)
        at = 0
        for step in range(3):
            ga, gw = 0, 0
            for b in range(4):
                x, label = z[at % 7], y[at % 7]; at += 1
                u = x @ v
                res = a @ np.maximum(u, 0) - label
                s = (a * (u > 0)) @ x
                ga = ga + res * np.maximum(u, 0) / 4
                gw = gw + res * (s - (s @ v) * v) / 4
            a = a - 0.1 * ga
            v = v - 0.05 * gw
            v /= np.linalg.norm(v)
        np.save(folder + '/a1.npy', a); np.save(folder + '/v1.npy', v)
        """,
        folder.toString());
    TrainOutput.of(
        folder.resolve("out"),
        "--gradient resident --batch 4 --steps 3 --schedule *:0.1:0.05",
        "--data " + folder.resolve("z.npy") + " --labels " + folder.resolve("y.npy"),
        "--start-a " + folder.resolve("a0.npy") + " --start-v " + folder.resolve("v0.npy"));
    String difference =
        python(
            """
            import sys, numpy as np
            load = lambda name: np.load(sys.argv[1] + '/' + name)
            print(max(abs(load('out/a.npy') - load('a1.npy')).max(),
                      abs(load('out/v.npy') - load('v1.npy')).max()))
            """,
            folder.toString());
    assertThat(Double.parseDouble(difference)).isLessThan(1e-14);
  }

  /** Whatever way numpy packs the data, the run ends at the same bits. */
  @Test
  void npzFilesThatNumpyWritesTrain() throws Exception {
    python(
        """
        import sys, numpy as np
        folder = sys.argv[1]
        r = np.random.default_rng(7)
        z = r.standard_normal((50, 6, 4)); y = r.standard_normal(50)
        np.save(folder + '/z.npy', z); np.save(folder + '/y.npy', y)
        np.savez(folder + '/stored.npz', z=z, labels=y)
        np.savez(folder + '/only.npz', z); np.savez(folder + '/onlyy.npz', y)
        np.savez_compressed(folder + '/packed.npz', labels=y, other=np.arange(3), z=z)
        """,
        folder.toString());
    String options = "--gradient resident --epochs 4 --shuffle blocks --schedule *:0.02:0.001";
    String digest = "";
    for (String data :
        List.of(
            "--data DIR/z.npy --labels DIR/y.npy",
            "--data DIR/stored.npz",
            "--data DIR/packed.npz",
            "--data DIR/packed.npz --labels DIR/y.npy",
            "--data DIR/only.npz --labels DIR/onlyy.npz")) {
      TrainOutput run =
          TrainOutput.of(folder.resolve("out"), options, data.replace("DIR", folder.toString()));
      digest = digest.isEmpty() ? run.digest() : digest;
      assertThat(run.digest()).as(data).isEqualTo(digest);
    }
  }

  @Test
  void numpyReadsOurArchives() throws Exception {
    for (String more :
        List.of("--out DIR/s.npz", "--out DIR/c.npz --compress", "--out DIR/n.npy")) {
      String[] args =
          ("data make --inputs 2000 --k 5 --p 3 --precision float " + more)
              .replace("DIR", folder.toString())
              .split(" ", -1);
      assertThat(CommandLineRun.of(args).code()).isZero();
    }
    NpzFileTest.large(folder.resolve("large.npz"), 5L << 30);
    String[] answer =
        python(
                """
                import sys, zipfile, numpy as np
                load = lambda name: np.load(sys.argv[1] + '/' + name)
                s, c, z, y = load('s.npz'), load('c.npz'), load('n.npy'), load('n-labels.npy')
                print(s.files, c['z'].dtype, c['z'].shape, c['labels'].dtype, c['labels'].shape)
                print((s['z'] == z).all() and (c['z'] == z).all())
                print((s['labels'] == y).all() and (c['labels'] == y).all())
                print(zipfile.ZipFile(sys.argv[1] + '/s.npz').testzip())
                print(zipfile.ZipFile(sys.argv[1] + '/c.npz').testzip())
                print(abs(z.mean()) < 6 / z.size ** .5, abs(z.std() - 1) < 6 / (2 * z.size) ** .5)
                print(load('large.npz')['small'].shape)
                """,
                folder.toString())
            .split("\n", -1);
    assertThat(answer)
        .containsExactly(
            "['z', 'labels'] float32 (2000, 5, 3) float32 (2000,)",
            "True",
            "True",
            "None",
            "None",
            "True True",
            "(1000,)");
  }

  /** Runs a script with the first Python that has numpy; returns what it printed. */
  private static String python(String script, String... arguments) throws Exception {
    List<String> reasons = new ArrayList<>();
    for (String python : List.of("/usr/bin/python3", "python3")) {
      if (call(reasons, python, "import numpy") != null) {
        String printed = call(reasons, python, script, arguments);
        assertThat(printed).as("%s", reasons).isNotNull();
        return printed == null ? "" : printed;
      }
    }
    throw new AssertionError("no Python with numpy (Debian: python3-numpy): " + reasons);
  }

  @org.jspecify.annotations.Nullable
  private static String call(List<String> reasons, String python, String script, String... more)
      throws InterruptedException {
    List<String> command = new ArrayList<>(List.of(python, "-c", script));
    command.addAll(List.of(more));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String printed =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0) {
        return printed;
      }
      reasons.add(printed);
    } catch (IOException e) {
      reasons.add(e.getMessage());
    }
    return null;
  }
}
