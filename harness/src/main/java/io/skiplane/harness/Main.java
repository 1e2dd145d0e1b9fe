package io.skiplane.harness;

/** Placeholder for the command line. */
public final class Main {
  private Main() {}

  /** Prints the usage. */
  public static void main(String[] args) {
    System.out.println("skiplane: reproduce | train");
  }
}
