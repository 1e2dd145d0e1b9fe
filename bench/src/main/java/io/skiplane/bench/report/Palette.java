package io.skiplane.bench.report;

import io.skiplane.bench.peers.PeerName;
import io.skiplane.bench.rows.StepKind;
import io.skiplane.memory.Precision;

/** Colours that stay apart for the colour-blind (Okabe and Ito), a lighter one for double. */
final class Palette {
  private Palette() {}

  /** A peer's colour. */
  static String of(PeerName peer) {
    return switch (peer) {
      case SKIPLANE -> "#0072b2";
      case PROJECTED -> "#7fb8d8";
      case PLAIN_JAVA -> "#555555";
      case EJML -> "#aaaaaa";
      case VECTOR_BLAS -> "#009e73";
      case OPENBLAS -> "#b07d00";
      case ND4J -> "#a8558a";
      case LIBTORCH -> "#d55e00";
      case MKL -> "#56b4e9";
    };
  }

  /** A kind's colour. */
  static String of(StepKind kind, Precision precision) {
    boolean dark = precision == Precision.FLOAT;
    return switch (kind) {
      case RESIDENT, RESIDENT_LANES, RESIDENT_TEAM -> dark ? "#0072b2" : "#7fb8d8";
      case DENSE, DENSE_TEAM -> dark ? "#d55e00" : "#eaae7f";
      case PROJECTED -> dark ? "#009e73" : "#7fceb9";
      case POPULATION -> dark ? "#a8558a" : "#d5a9c5";
      case REDUCED -> dark ? "#b07d00" : "#d9be80";
      case NORMALS -> dark ? "#555555" : "#aaaaaa";
    };
  }
}
