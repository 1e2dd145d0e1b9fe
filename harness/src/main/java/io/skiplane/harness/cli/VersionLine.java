package io.skiplane.harness.cli;

import io.skiplane.harness.host.Version;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
public final class VersionLine implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"skiplane " + Version.text()};
  }
}
