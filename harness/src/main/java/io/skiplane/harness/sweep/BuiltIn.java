package io.skiplane.harness.sweep;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Sweeps that need no description. */
enum BuiltIn {
  PHASE(
      "phase",
      "success over the angle between v* and the shortcut, and the norm of a*",
      "angle=0.02pi:0.98pi:32 teacher-norm=1.5:24:32:log teacher-sum=1.5sqrt(k) students=1000"),
  WARMUP(
      "warmup",
      "success over k and the length of the warm-up",
      "k=16,25,36,49,64,81,100 warm-up=0,10,20,50,100,200,500,1000,2000,5000 students=2000"),
  BATCH(
      "batch",
      "sampled gradient descent: success over the size of the mini-batch and the step size",
      "batch=1,2,4,8,16,32,64 eta-a=0.125/k^2,0.25/k^2,0.5/k^2,0.75/k^2,1/k^2,1.5/k^2,2/k^2"
          + " gradient=projected precision=float tolerance=1e-3 students=64"),
  NOISE(
      "noise",
      "noise where the gradient is taken, from the plain CNN start: success over k and its radius",
      "k=16,25,36 noise=0,0.5,1,2,4,8,16,32 noise-a=sqrt(k) noise-phases=4 noise-steps=10k^2"
          + " gradient=population start=cnn warm-up=0 students=64");

  /** What is not given otherwise. */
  private static final String DEFAULTS =
      "k=16 p=8 gradient=reduced batch=1 precision=double start=resnet eta-a=1/k^2 warm-up=1000"
          + " teacher-norm=6sqrt(k) teacher-sum=0.25norm angle=0.45pi noise=0 noise-phases=4"
          + " tolerance=1e-4 seed=1 students=1000 rows=cell";

  private final String id;
  private final String title;
  private final String given;

  BuiltIn(String id, String title, String given) {
    this.id = id;
    this.title = title;
    this.given = given;
  }

  String id() {
    return id;
  }

  String title() {
    return title;
  }

  /** The built-in sweep of a name, if there is one. */
  static Optional<BuiltIn> of(String id) {
    return Arrays.stream(values()).filter(sweep -> sweep.id.equals(id)).findFirst();
  }

  /** What it is given, in the order of its axes. */
  Map<String, Given> given() {
    return parse(given);
  }

  /** What any sweep is given. */
  static Map<String, Given> defaults() {
    return parse(DEFAULTS);
  }

  private static Map<String, Given> parse(String text) {
    Map<String, Given> given = new LinkedHashMap<>();
    for (String part : text.split(" ", -1)) {
      int equals = part.indexOf('=');
      String name = part.substring(0, equals);
      given.put(name, Given.option(name, part.substring(equals + 1)));
    }
    return given;
  }
}
