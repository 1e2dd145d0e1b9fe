package io.skiplane.harness.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;

/** Reads a sweep's Parquet file by Parquet's own reader, and holds it against the CSV. */
final class ParquetRead {
  private ParquetRead() {}

  static void assertSame(Path out) throws IOException {
    List<List<String>> csv = new ArrayList<>();
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder().ofCsvRecord(out.resolve("results.csv"))) {
      reader.forEach(row -> csv.add(row.getFields()));
    }
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration())
            .withCodecFactory(new Gunzip())
            .build();
    try (ParquetFileReader reader =
        ParquetFileReader.open(new LocalInputFile(out.resolve("results.parquet")), options)) {
      MessageType schema = reader.getFileMetaData().getSchema();
      assertThat(schema.getFields().stream().map(field -> field.getName()).toList())
          .isEqualTo(csv.getFirst());
      int at = 1;
      for (PageReadStore pages = reader.readNextRowGroup();
          pages != null;
          pages = reader.readNextRowGroup()) {
        RecordReader<Group> records =
            new ColumnIOFactory()
                .getColumnIO(schema)
                .getRecordReader(pages, new GroupRecordConverter(schema));
        for (long row = 0; row < pages.getRowCount(); row++) {
          assertThat(texts(records.read(), schema)).isEqualTo(csv.get(at++));
        }
      }
      assertThat(at).isEqualTo(csv.size());
    }
  }

  /** A number is the same to the last bit if its shortest text is. */
  private static List<String> texts(Group row, MessageType schema) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < schema.getFieldCount(); i++) {
      if (row.getFieldRepetitionCount(i) == 0) {
        texts.add("");
      } else {
        texts.add(
            switch (schema.getType(i).asPrimitiveType().getPrimitiveTypeName()) {
              case INT64 -> Long.toString(row.getLong(i, 0));
              case DOUBLE -> Double.toString(row.getDouble(i, 0));
              case BOOLEAN -> Boolean.toString(row.getBoolean(i, 0));
              default -> row.getString(i, 0);
            });
      }
    }
    return texts;
  }

  private static final class Gunzip implements CompressionCodecFactory {
    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
      throw new IllegalStateException("nothing is written here");
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
      return new BytesInputDecompressor() {
        @Override
        public BytesInput decompress(BytesInput bytes, int size) throws IOException {
          try (InputStream gzip = new GZIPInputStream(bytes.toInputStream())) {
            return BytesInput.from(gzip.readAllBytes());
          }
        }

        @Override
        public void decompress(ByteBuffer from, int packed, ByteBuffer to, int size) {
          throw new IllegalStateException("off-heap buffers are not in use");
        }

        @Override
        public void release() {}
      };
    }

    @Override
    public void release() {}
  }
}
