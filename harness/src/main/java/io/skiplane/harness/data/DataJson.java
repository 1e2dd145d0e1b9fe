package io.skiplane.harness.data;

import io.skiplane.harness.host.Version;
import io.skiplane.harness.json.JsonText;
import io.skiplane.harness.train.Choices;

/** The document that tells how a data set was made. */
final class DataJson {
  private static final String SCHEMA = "skiplane/data/1";

  private DataJson() {}

  /** The document, ending with a line feed. */
  static String of(DataSet data, DataFiles files, boolean compressed) {
    return JsonText.indented(
        to -> {
          to.writeStringField("schema", SCHEMA);
          to.writeStringField("version", Version.text());
          to.writeStringField("inputsFile", files.inputs());
          to.writeStringField("labelsFile", files.archive() ? files.inputs() : files.labels());
          to.writeNumberField("inputs", data.count());
          to.writeNumberField("k", data.shape().k());
          to.writeNumberField("p", data.shape().p());
          to.writeStringField("precision", Choices.word(data.precision()));
          to.writeBooleanField("compressed", compressed);
          to.writeNumberField("seed", data.seed());
          JsonText.number(to, "noise", data.noise());
          to.writeObjectFieldStart("teacher");
          JsonText.number(to, "norm", Math.sqrt(data.teacher().squaredNorm()));
          JsonText.number(to, "sum", data.teacher().sum());
          to.writeEndObject();
        });
  }
}
