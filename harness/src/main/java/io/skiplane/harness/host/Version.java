package io.skiplane.harness.host;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** Skiplane's version, as Maven writes it into the jar. */
public final class Version {
  private static final String RESOURCE =
      "/META-INF/maven/io.skiplane/skiplane-harness/pom.properties";

  private Version() {}

  /** The version, or {@code development} where the classes do not come from the jar. */
  public static String text() {
    try (InputStream in = Version.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        return "development";
      }
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version", "development");
    } catch (IOException e) {
      return "development";
    }
  }

  /**
   * Checks that a run that goes on was started by this version.
   *
   * @throws IOException if not, as another version may come to other bits
   */
  public static void check(String version) throws IOException {
    if (!version.equals(text())) {
      throw new IOException(
          "the run was started by Skiplane "
              + version
              + ", and this is "
              + text()
              + ", which may come to other bits; go on with it by that version");
    }
  }
}
