package io.skiplane.harness.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.harness.doctor.Finding.Verdict;
import io.skiplane.harness.study.Agreement;
import io.skiplane.lanes.KernelRuntime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the doctor says of machines and JVMs that are not this one. */
class FindingsTest {
  private static final String ARCHIVE = "-XX:SharedArchiveFile=x.jsa";

  private static void assertSays(Finding finding, Verdict verdict, String text) {
    assertThat(finding.verdict()).as(finding.text()).isEqualTo(verdict);
    assertThat(finding.text()).contains(text);
    assertThat(finding.remedies().isEmpty()).isEqualTo(verdict == Verdict.OK);
  }

  @Test
  void otherJdksAreNoted() {
    assertSays(
        JvmFindings.jdk(Runtime.Version.parse("25.0.3+9-LTS"), "Eclipse Adoptium", "/jdk"),
        Verdict.OK,
        "25.0.3+9-LTS of Eclipse Adoptium, /jdk");
    assertSays(
        JvmFindings.jdk(Runtime.Version.parse("26"), "Oracle", "/jdk"),
        Verdict.NOTE,
        "tested on 25 alone");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mixed mode, sharing | -Xmx1g                    | OK    | C2 compiles",
        "mixed mode, sharing | -XX:TieredStopAtLevel=4   | OK    | C2 compiles",
        "mixed mode, sharing | -XX:TieredStopAtLevel=1   | AMISS | -XX:TieredStopAtLevel=1 keeps"
            + " C2",
        "mixed mode          | -XX:+UseJVMCICompiler     | AMISS | -XX:+UseJVMCICompiler keeps C2",
        "interpreted mode    | -Xint                     | AMISS | runs in interpreted mode",
      })
  void withoutC2AllIsSlow(String virtualMachine, String option, Verdict verdict, String text) {
    assertSays(JvmFindings.compiler(virtualMachine, List.of(option)), verdict, text);
  }

  @Test
  void theArchiveMustBeNamedAndFit() {
    String shared = "mixed mode, sharing";
    assertSays(JvmFindings.start(shared, List.of(ARCHIVE)), Verdict.OK, "archive");
    assertSays(JvmFindings.start("mixed mode", List.of(ARCHIVE)), Verdict.NOTE, "does not fit");
    assertSays(JvmFindings.start(shared, List.of("-Xmx1g")), Verdict.NOTE, "there is no archive");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"0-1 | 2", "0 | 1", "0-3,8,10-11 | 7", "'' | 0", "0-x | 0", "1-2-3 | 3"})
  void processorsAreCounted(String list, int count) {
    assertThat(MachineFindings.count(list)).isEqualTo(count);
  }

  @Test
  void processorsThatAreHeldBackAreNoted() {
    assertSays(MachineFindings.processor("Zen", 2, "0-1"), Verdict.OK, "Zen, 2 threads");
    assertSays(MachineFindings.processor("Zen", 1, ""), Verdict.OK, "Zen, 1 thread for");
    assertSays(
        MachineFindings.processor("Zen", 1, "0-63"),
        Verdict.NOTE,
        "1 thread for this process of 64");
  }

  @Test
  void littleMemoryIsNoted() {
    long gib = 1L << 30;
    SystemMemory plenty = new SystemMemory(16 * gib, 8 * gib, 16 * gib);
    assertSays(
        MachineFindings.memory(plenty, 4 * gib),
        Verdict.OK,
        "16 GiB, 8.0 GiB free; the JVM may take 4.0 GiB of it for its heap");
    assertSays(MachineFindings.memory(plenty, 17 * gib), Verdict.NOTE, "more than there is");
    assertSays(MachineFindings.memory(plenty, Long.MAX_VALUE), Verdict.NOTE, "more than there is");
    assertSays(
        MachineFindings.memory(new SystemMemory(gib, gib / 4, gib), gib / 4),
        Verdict.NOTE,
        "0.3 GiB free");
    assertSays(
        MachineFindings.memory(new SystemMemory(2 * gib, gib, 64 * gib), gib / 2),
        Verdict.OK,
        "2.0 GiB of the machine's 64 GiB, by a container's limit, 1.0 GiB free");
  }

  @Test
  void cachesAreFreeMemoryOutsideContainers() {
    String meminfo = "MemTotal:  8388608 kB\nMemFree: 9 kB\nMemAvailable:  4194304 kB\nX: 1\n";
    long gib = 1L << 30;
    assertThat(SystemMemory.of(8 * gib, 9216, meminfo))
        .isEqualTo(new SystemMemory(8 * gib, 4 * gib, 8 * gib));
    assertThat(SystemMemory.of(2 * gib, gib, meminfo))
        .isEqualTo(new SystemMemory(2 * gib, gib, 8 * gib));
    assertThat(SystemMemory.of(2 * gib, gib, ""))
        .isEqualTo(new SystemMemory(2 * gib, gib, 2 * gib));
    assertThat(SystemMemory.of(2 * gib, gib, "MemTotal: 99999999999999999 kB"))
        .isEqualTo(new SystemMemory(2 * gib, gib, 2 * gib));
  }

  @Test
  void withoutFusedMultiplyAddAllCrawls() {
    String zen = "processor : 0\nflags\t\t: fpu sse3 fma cx16\n";
    assertSays(MachineFindings.multiplyAdd(zen, true, List.of()), Verdict.OK, "fused");
    assertSays(
        MachineFindings.multiplyAdd(zen, false, List.of("-Xmx1g", "-XX:-UseFMA")),
        Verdict.AMISS,
        "-XX:-UseFMA keeps the JVM");
    assertSays(
        MachineFindings.multiplyAdd(zen, false, List.of()),
        Verdict.AMISS,
        "the JVM does not use the processor's");
    assertSays(
        MachineFindings.multiplyAdd("flags : fpu fma4 xfma", false, List.of()),
        Verdict.AMISS,
        "this processor has no fused multiply-add");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[always] madvise never | ''                                         | OK   | in huge"
            + " pages",
        "always [madvise] never | glibc.malloc.check=1:glibc.malloc.hugetlb=1 | OK   | in huge"
            + " pages",
        "always [madvise] never | ''                                         | NOTE | small pages",
        "always madvise [never] | glibc.malloc.hugetlb=1                     | NOTE | switched off",
        "''                     | ''                                         | OK   | does not"
            + " tell",
      })
  void hugePages(String setting, String tunables, Verdict verdict, String text) {
    assertSays(MachineFindings.pages(setting, tunables), verdict, text);
  }

  @Test
  void aSlowKernelIsAmissUnlessItWasAskedFor() {
    assertSays(
        KernelFindings.kernel(new KernelRuntime("vector", 256, "it is there")),
        Verdict.OK,
        "vectors of 256 bits: it is there");
    assertSays(
        KernelFindings.kernel(
            new KernelRuntime("scalar", 0, "-Dskiplane.kernel=scalar asks for it")),
        Verdict.NOTE,
        "several times slower");
    assertSays(
        KernelFindings.kernel(new KernelRuntime("scalar", 0, "module is missing")),
        Verdict.AMISS,
        "module is missing");
    assertThat(
            KernelFindings.kernel(
                    new KernelRuntime("scalar", 0, "vectors have 64 bits: -XX:MaxVectorSize"))
                .remedies())
        .as("where the module is there")
        .containsExactly("take -XX:MaxVectorSize out of SKIPLANE_JAVA_OPTS");
    assertSays(KernelFindings.refused("-Dskiplane.kernel=x"), Verdict.AMISS, "-Dskiplane.kernel=x");
  }

  @Test
  void stepsThatDisagreeAreNamed() {
    Agreement good = new Agreement("dense, projected", "z", 1, 5);
    Agreement wrong = new Agreement("dense, resident", "z", 6.25, 5);
    Agreement undefined = new Agreement("population, reduced", "z", Double.NaN, 5);
    assertSays(KernelFindings.steps(List.of(good)), Verdict.OK, "all 1 comparisons");
    assertSays(
        KernelFindings.steps(List.of(good, wrong, undefined)),
        Verdict.AMISS,
        "dense, resident: 6.25, at most 5.00; population, reduced: NaN");
  }

  @Test
  void boxedVectorsAreAmiss() {
    assertSays(KernelFindings.speed(new StepSpeed(1540, 0)), Verdict.OK, "takes 1.54 µs and");
    assertSays(
        KernelFindings.speed(new StepSpeed(1030, 160)), Verdict.OK, "and allocates 160 bytes");
    assertSays(
        KernelFindings.speed(new StepSpeed(19000, 38752)), Verdict.AMISS, "allocates 38752 bytes");
  }

  @Test
  void whatFailsToBeLookedAtIsAmiss() {
    Finding finding =
        Checkup.guarded(
            "memory",
            () -> {
              throw new NoClassDefFoundError("com/sun/management");
            });
    assertSays(finding, Verdict.AMISS, "could not be looked at: java.lang.NoClassDefFoundError");
  }
}
