package io.skiplane.lanes;

/**
 * What the kernel runs on in this JVM.
 *
 * @param kernel the twin in use, {@code vector} or {@code scalar}
 * @param laneBits bits of the hardware vectors in use; 0 for the scalar twin
 * @param reason why this twin was chosen, and the remedy where it is not the fast one
 */
public record KernelRuntime(String kernel, int laneBits, String reason) {}
