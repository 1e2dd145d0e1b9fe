package io.skiplane.bench.peers;

import io.skiplane.bench.rows.PeerWork;
import io.skiplane.bench.rows.PeerWork.Kind;
import io.skiplane.memory.Precision;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Skiplane and its peers, in the order of the tables. */
public enum PeerName {
  SKIPLANE("Skiplane", "", "", true, EnumSet.allOf(Kind.class)),
  /** Another algorithm, equal to the fresh step in law: no peer has it. */
  PROJECTED("Skiplane, projected", "", "", false, EnumSet.of(Kind.FRESH)),
  PLAIN_JAVA("plain Java", "PlainJava", "", false, EnumSet.allOf(Kind.class)),
  EJML("EJML", "Ejml", "ejml-core", false, Kinds.STEPS),
  VECTOR_BLAS("VectorBLAS", "VectorBlas", "blas", false, Kinds.STEPS),
  OPENBLAS("OpenBLAS", "OpenBlas", "openblas", true, Kinds.STEPS),
  ND4J("ND4J", "Nd4j", "nd4j-native", true, EnumSet.allOf(Kind.class)),
  LIBTORCH("libtorch", "Libtorch", "pytorch", true, EnumSet.allOf(Kind.class)),
  MKL("MKL VSL", "Mkl", "mkl", false, EnumSet.of(Kind.NORMALS));

  private final String text;
  private final String file;
  private final String artifact;
  private final boolean threads;

  @SuppressWarnings("ImmutableEnumChecker") // nobody changes it
  private final Set<Kind> kinds;

  PeerName(String text, String file, String artifact, boolean threads, Set<Kind> kinds) {
    this.text = text;
    this.file = file;
    this.artifact = artifact;
    this.threads = threads;
    this.kinds = kinds;
  }

  /** As tables call it. */
  public String text() {
    return text;
  }

  /** Whether it is Skiplane itself. */
  public boolean isSkiplane() {
    return file.isEmpty();
  }

  /** Maven's name of the jar whose version counts; empty for what is no library. */
  public String artifact() {
    return artifact;
  }

  /** Whether it does a work on so many cores. */
  public boolean does(PeerWork work, int cores) {
    if (this == PROJECTED && work.batch() > 1) {
      return false;
    }
    return kinds.contains(work.kind()) && (cores == 1 || (threads && work.shared()));
  }

  /** JVM arguments of its forks. */
  public List<String> jvmArguments() {
    if (isSkiplane()) {
      return List.of();
    }
    return List.of(
        "--enable-native-access=ALL-UNNAMED",
        // Those whose numbers lie on the heap get huge pages as the others do from glibc.
        "-XX:+UseTransparentHugePages",
        // Without, every temporary tensor of libtorch waits for the garbage collector.
        "-Dorg.bytedeco.javacpp.nopointergc=true",
        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
  }

  /**
   * Makes what does a task, by {@code of(PeerTask)} of the peer's class.
   *
   * @throws IllegalStateException if the peer's class is not there, as without the Maven profile
   */
  public Peer make(PeerTask task) {
    String precision = task.precision() == Precision.FLOAT ? "Float" : "Double";
    return make((anyPrecision() ? "" : precision) + file + "Peer", task);
  }

  /** Whether one class serves both precisions. */
  private boolean anyPrecision() {
    return this == ND4J || this == LIBTORCH || this == MKL;
  }

  /** The same by the name of its class. */
  public static Peer make(String simpleName, PeerTask task) {
    String name = PeerName.class.getPackageName() + "." + simpleName;
    try {
      return (Peer)
          MethodHandles.publicLookup()
              .findStatic(
                  Class.forName(name), "of", MethodType.methodType(Peer.class, PeerTask.class))
              .invoke(task);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "no class " + name + ": the peers come with bench/run --peers", e);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(simpleName + " cannot be made: " + e, e);
    }
  }

  /** Apart, as a constant of the enum's own is not yet there when its members are made. */
  private static final class Kinds {
    static final Set<Kind> STEPS = EnumSet.of(Kind.RESIDENT, Kind.FRESH);

    private Kinds() {}
  }
}
