package io.skiplane;

import io.skiplane.lanes.KernelRuntime;
import io.skiplane.lanes.Twins;

/**
 * Tells what the kernel runs on.
 *
 * <p>The choice is made once a JVM, at the first use of the kernel: vectors where module {@code
 * jdk.incubator.vector} is there ({@code java --add-modules jdk.incubator.vector}), and otherwise
 * the scalar twin, slower and to the same bits, with one line to the {@link System.Logger} named
 * {@code io.skiplane}. {@code -Dskiplane.kernel=vector|scalar} and {@code
 * -Dskiplane.laneBits=128|256|512} force one.
 */
public final class Skiplane {
  private Skiplane() {}

  /**
   * What the kernel runs on in this JVM.
   *
   * @param kernel the twin in use, {@code vector} or {@code scalar}
   * @param laneBits bits of the hardware vectors in use; 0 for the scalar twin
   * @param reason why this twin was chosen, and the remedy where it is not the fast one
   */
  public record Runtime(String kernel, int laneBits, String reason) {}

  /**
   * The kernel in use in this JVM, its lane bits and the reason.
   *
   * @return the same for the life of the JVM
   * @throws IllegalStateException if {@code -Dskiplane.kernel} or {@code -Dskiplane.laneBits} asks
   *     for what this JVM or machine does not have
   */
  public static Runtime runtime() {
    KernelRuntime chosen = Twins.runtime();
    return new Runtime(chosen.kernel(), chosen.laneBits(), chosen.reason());
  }
}
