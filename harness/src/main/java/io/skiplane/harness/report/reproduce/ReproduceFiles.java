package io.skiplane.harness.report.reproduce;

import io.skiplane.descent.Point;
import io.skiplane.harness.report.run.RunDocument;
import io.skiplane.harness.report.run.RunFileException;
import io.skiplane.harness.report.run.RunFiles;
import io.skiplane.harness.report.run.RunTable;
import io.skiplane.harness.store.PathsCsv;
import io.skiplane.harness.study.Agreement;
import io.skiplane.harness.study.Cell;
import io.skiplane.harness.study.Claim;
import io.skiplane.harness.study.Path;
import io.skiplane.harness.study.ReproduceRun;
import io.skiplane.harness.study.RunInfo;
import io.skiplane.harness.study.Variant;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A reproduction read from its files. */
public final class ReproduceFiles {
  /** Form of the document that it reads. */
  public static final String SCHEMA = "skiplane/reproduce/1";

  private static final int MOST_POINTS = 100_000;

  private ReproduceFiles() {}

  /** The run; without paths where their table is missing, as early versions leave it. */
  public static ReproduceRun read(RunFiles run) throws IOException {
    RunDocument document = run.document();
    return new ReproduceRun(
        info(document),
        document.text("teacherNorm"),
        document.text("teacherSum"),
        document.number("angle"),
        document.number("tolerance"),
        document.objects("cells").stream().map(ReproduceFiles::cell).toList(),
        document.objects("claims").stream()
            .map(one -> new Claim(one.text("text"), one.truth("holds"), one.text("finding")))
            .toList(),
        document.objects("agreements").stream()
            .map(
                one ->
                    new Agreement(
                        one.text("steps"),
                        one.text("measure"),
                        one.number("value"),
                        one.number("bound")))
            .toList(),
        run.holds(PathsCsv.NAME) ? paths(run) : List.of());
  }

  private static RunInfo info(RunDocument document) {
    return new RunInfo(
        document.text("version"),
        document.whole("seed"),
        document.text("kernel"),
        (int) document.whole("laneBits"),
        document.text("jdk"),
        document.text("cpu"),
        (int) document.whole("threads"),
        document.number("elapsedSeconds"),
        document.whole("studentSteps"));
  }

  private static Cell cell(RunDocument cell) {
    return new Cell(
        cell.whole("k"),
        cell.whole("p"),
        variant(cell.text("variant")),
        cell.whole("students"),
        cell.whole("success"),
        cell.whole("trapped"),
        cell.whole("undecided"),
        cell.has("stepsMedian") ? cell.whole("stepsMedian") : -1,
        cell.text("digest"));
  }

  private static Variant variant(String id) {
    return Arrays.stream(Variant.values())
        .filter(variant -> variant.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new RunFileException("no variant of a study is called " + id));
  }

  private static List<Path> paths(RunFiles run) throws IOException {
    Map<String, List<Point>> points = new LinkedHashMap<>();
    Map<String, Path> heads = new LinkedHashMap<>();
    int[] rows = {0};
    run.table(
        PathsCsv.NAME,
        row -> {
          if (++rows[0] > MOST_POINTS) {
            throw new RunFileException(PathsCsv.NAME + " has more points than a study writes");
          }
          String name = row.text("path");
          heads.computeIfAbsent(name, key -> head(key, row));
          points.computeIfAbsent(name, key -> new ArrayList<>()).add(row.point());
        });
    return heads.values().stream()
        .map(
            head ->
                new Path(
                    head.name(),
                    head.variant(),
                    head.k(),
                    head.student(),
                    head.teacherSquaredNorm(),
                    head.teacherSum(),
                    points.getOrDefault(head.name(), List.of())))
        .toList();
  }

  private static Path head(String name, RunTable row) {
    return new Path(
        name,
        variant(row.text("variant")),
        row.whole("k"),
        row.whole("student"),
        row.number("teacherSquaredNorm"),
        row.number("teacherSum"),
        List.of());
  }
}
