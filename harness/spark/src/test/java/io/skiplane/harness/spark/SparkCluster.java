package io.skiplane.harness.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real standalone cluster of Spark on the loopback interface: a master and some workers. */
final class SparkCluster implements AutoCloseable {
  private static final Pattern MASTER = Pattern.compile("Starting Spark master at (spark://\\S+)");

  /** A worker's log has it once the worker may be given executors. */
  private static final String REGISTERED = "Successfully registered with master";

  private final Path folder;
  private final List<ServerProcess> servers = new ArrayList<>();
  private final String url;

  private SparkCluster(Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    ServerProcess master = start("master.Master", List.of("--port", "0", "--webui-port", "0"));
    Matcher matcher = MASTER.matcher(master.waitFor("I have been elected leader"));
    if (!matcher.find()) {
      throw new AssertionError("the master does not tell its address");
    }
    url = matcher.group(1);
  }

  /** Starts a master and workers of one core each; returns once all know each other. */
  static SparkCluster start(Path folder, int workers) throws IOException, InterruptedException {
    SparkCluster cluster = new SparkCluster(folder);
    try {
      for (int i = 0; i < workers; i++) {
        Path work = Files.createDirectory(folder.resolve("work-" + i));
        cluster.start(
            "worker.Worker",
            List.of(
                "--webui-port",
                "0",
                "--cores",
                "1",
                "--memory",
                "1g",
                "--work-dir",
                work.toString(),
                cluster.url));
      }
      for (ServerProcess server : cluster.servers.subList(1, workers + 1)) {
        server.waitFor(REGISTERED);
      }
      return cluster;
    } catch (IOException | RuntimeException | Error e) {
      cluster.close();
      throw e;
    }
  }

  private ServerProcess start(String name, List<String> args) throws IOException {
    List<String> command = new ArrayList<>(SparkJvm.command());
    command.add("-Dspark.master.rest.enabled=false");
    command.addAll(List.of("-cp", SparkJvm.jars(), "org.apache.spark.deploy." + name));
    command.addAll(List.of("--host", SparkJvm.LOOPBACK));
    command.addAll(args);
    ServerProcess server = ServerProcess.start(folder, command);
    servers.add(server);
    return server;
  }

  /** As {@code --master} takes it. */
  String url() {
    return url;
  }

  /**
   * As {@code kill -9} of the worker that has an executor, if any does, and of that executor.
   *
   * @return whether one had
   */
  boolean killAWorkerAtWork() {
    for (ServerProcess worker : servers.subList(1, servers.size())) {
      List<ProcessHandle> executors = worker.descendants();
      if (!executors.isEmpty()) {
        // The worker first, or it would start another executor.
        worker.kill();
        executors.forEach(ProcessHandle::destroyForcibly);
        servers.remove(worker);
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() {
    List<ProcessHandle> executors =
        servers.stream().flatMap(server -> server.descendants().stream()).toList();
    servers.forEach(ServerProcess::kill);
    executors.forEach(ProcessHandle::destroyForcibly);
  }
}
