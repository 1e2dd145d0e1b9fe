package io.skiplane.harness.sweep;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/**
 * Makes a Parquet file of a CSV table. Doubles are the same to the last bit, as the CSV holds
 * enough digits. No class of Hadoop is loaded: the compression is the JVM's.
 */
final class ParquetTable {
  private static final String NAME = "skiplane";

  private ParquetTable() {}

  /** Writes {@code parquet} with all rows of {@code csv}, whose columns these are. */
  static void write(Path csv, List<Column> columns, Path parquet) throws IOException {
    try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(csv);
        ParquetWriter<List<String>> writer =
            new Builder(parquet, columns)
                .withConf(new PlainParquetConfiguration())
                .withCompressionCodec(CompressionCodecName.GZIP)
                .withCodecFactory(new Gzip())
                .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
                .build()) {
      boolean header = true;
      for (CsvRecord row : reader) {
        if (!header) {
          writer.write(row.getFields());
        }
        header = false;
      }
    }
  }

  private static MessageType schema(List<Column> columns) {
    Types.MessageTypeBuilder schema = Types.buildMessage();
    for (Column column : columns) {
      switch (column.type()) {
        case WHOLE -> schema.optional(PrimitiveTypeName.INT64).named(column.name());
        case NUMBER -> schema.optional(PrimitiveTypeName.DOUBLE).named(column.name());
        case TRUTH -> schema.optional(PrimitiveTypeName.BOOLEAN).named(column.name());
        case TEXT ->
            schema
                .optional(PrimitiveTypeName.BINARY)
                .as(LogicalTypeAnnotation.stringType())
                .named(column.name());
      }
    }
    return schema.named(NAME);
  }

  private static final class Builder extends ParquetWriter.Builder<List<String>, Builder> {
    private final List<Column> columns;

    Builder(Path file, List<Column> columns) {
      super(new LocalOutputFile(file));
      this.columns = columns;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    protected WriteSupport<List<String>> getWriteSupport(Configuration hadoop) {
      throw new IllegalStateException("Hadoop's configuration is not in use");
    }

    @Override
    protected WriteSupport<List<String>> getWriteSupport(ParquetConfiguration plain) {
      return new RowSupport(columns);
    }
  }

  private static final class RowSupport extends WriteSupport<List<String>> {
    private final List<Column> columns;

    @SuppressWarnings("NullAway.Init") // Parquet calls prepareForWrite before all else.
    private RecordConsumer to;

    RowSupport(List<Column> columns) {
      this.columns = columns;
    }

    @Override
    public String getName() {
      return NAME;
    }

    @Override
    public WriteContext init(Configuration hadoop) {
      throw new IllegalStateException("Hadoop's configuration is not in use");
    }

    @Override
    public WriteContext init(ParquetConfiguration plain) {
      return new WriteContext(schema(columns), Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer consumer) {
      to = consumer;
    }

    @Override
    public void write(List<String> row) {
      to.startMessage();
      for (int i = 0; i < columns.size(); i++) {
        String text = row.get(i);
        if (!text.isEmpty()) {
          String name = columns.get(i).name();
          to.startField(name, i);
          switch (columns.get(i).type()) {
            case WHOLE -> to.addLong(Long.parseLong(text));
            case NUMBER -> to.addDouble(Double.parseDouble(text));
            case TRUTH -> to.addBoolean(Boolean.parseBoolean(text));
            case TEXT -> to.addBinary(Binary.fromString(text));
          }
          to.endField(name, i);
        }
      }
      to.endMessage();
    }
  }

  /** Parquet's own factory asks Hadoop. */
  private static final class Gzip implements CompressionCodecFactory {
    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
      return new BytesInputCompressor() {
        @Override
        public BytesInput compress(BytesInput bytes) throws IOException {
          ByteArrayOutputStream packed = new ByteArrayOutputStream();
          try (OutputStream gzip = new GZIPOutputStream(packed)) {
            bytes.writeAllTo(gzip);
          }
          return BytesInput.from(packed.toByteArray());
        }

        @Override
        public CompressionCodecName getCodecName() {
          return CompressionCodecName.GZIP;
        }

        @Override
        public void release() {}
      };
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
      throw new IllegalStateException("nothing is read here");
    }

    @Override
    public void release() {}
  }
}
