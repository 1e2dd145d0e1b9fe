package io.skiplane.harness.page;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * Apache ECharts from its WebJar: the smallest build with lines, scatter, zoom, tooltips and the
 * SVG renderer.
 *
 * @param version its version
 * @param script its code
 */
record ChartLibrary(String version, String script) {
  private static final String WEB_JAR = "/META-INF/maven/org.webjars.npm/echarts/pom.properties";

  /** Loads it from the class path. */
  static ChartLibrary load() {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(PageTemplate.resource(WEB_JAR)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String version = properties.getProperty("version", "");
    return new ChartLibrary(
        version,
        PageTemplate.resource(
            "/META-INF/resources/webjars/echarts/" + version + "/dist/echarts.common.min.js"));
  }
}
