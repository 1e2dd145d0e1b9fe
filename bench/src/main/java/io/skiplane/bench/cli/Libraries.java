package io.skiplane.bench.cli;

import io.skiplane.bench.peers.PeerName;
import java.io.File;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The versions of the peers' libraries, which the class path's files are named by. */
final class Libraries {
  private Libraries() {}

  /** By artifact; empty where there are none, as without {@code --peers}. */
  static Map<String, String> versions() {
    return versions(System.getProperty("java.class.path", ""));
  }

  static Map<String, String> versions(String classPath) {
    Map<String, String> versions = new LinkedHashMap<>();
    for (String entry : List.of(classPath.split(File.pathSeparator, -1))) {
      Path file = Path.of(entry).getFileName();
      for (PeerName peer : PeerName.values()) {
        Matcher matcher =
            Pattern.compile(Pattern.quote(peer.artifact()) + "-(\\d.*?)(-linux.*)?\\.jar")
                .matcher(file == null ? "" : file.toString());
        if (!peer.artifact().isEmpty() && matcher.matches()) {
          versions.put(peer.artifact(), matcher.group(1));
        }
      }
    }
    return versions;
  }
}
