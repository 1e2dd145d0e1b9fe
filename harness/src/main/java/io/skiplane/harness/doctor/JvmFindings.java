package io.skiplane.harness.doctor;

import java.util.List;

/** What the JVM is, as far as speed depends on it. */
final class JvmFindings {
  private static final int TESTED = 25;
  private static final String ARCHIVE = "-XX:SharedArchiveFile=";

  private JvmFindings() {}

  static Finding jdk(Runtime.Version version, String vendor, String home) {
    String text = version + " of " + vendor + ", " + home;
    return version.feature() == TESTED
        ? Finding.ok("JDK", text)
        : Finding.note(
            "JDK",
            text + "; Skiplane is tested on " + TESTED + " alone",
            "SKIPLANE_JAVA_HOME=/path/to/a/jdk-" + TESTED + " harness/skiplane doctor");
  }

  /**
   * Whether loops become machine code by C2, which alone knows vectors.
   *
   * @param virtualMachine system property {@code java.vm.info}
   * @param options what the JVM was started with
   */
  static Finding compiler(String virtualMachine, List<String> options) {
    for (String option : options) {
      boolean stopped =
          option.startsWith("-XX:TieredStopAtLevel=") && !option.endsWith("=4")
              || option.startsWith("-XX:+UseJVMCI");
      if (stopped) {
        return withoutCompiler(option + " keeps C2 from compiling");
      }
    }
    return virtualMachine.startsWith("mixed mode")
        ? Finding.ok("compiler", "C2 compiles what is hot")
        : withoutCompiler("this JVM runs in " + virtualMachine);
  }

  private static Finding withoutCompiler(String cause) {
    return Finding.amiss(
        "compiler",
        cause + ", so that every vector operation is a call that allocates",
        "take the option out of SKIPLANE_JAVA_OPTS or JAVA_TOOL_OPTIONS");
  }

  /** Whether classes come parsed from the launcher's archive. */
  static Finding start(String virtualMachine, List<String> options) {
    boolean named = options.stream().anyMatch(option -> option.startsWith(ARCHIVE));
    if (named && virtualMachine.contains("sharing")) {
      return Finding.ok("start", "classes come from the archive that the first start has made");
    }
    return named
        ? Finding.note(
            "start",
            "the archive of classes does not fit this JVM or its options, so that each start takes"
                + " 0.1 s longer",
            "rm -r harness/target/launcher (the next start builds it anew)")
        : Finding.note(
            "start",
            "there is no archive of classes, so that each start takes 0.1 s longer",
            "start Skiplane by harness/skiplane; if you do, see harness/target/launcher/build.log");
  }
}
