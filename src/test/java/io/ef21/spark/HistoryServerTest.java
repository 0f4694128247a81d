package io.ef21.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ef21.Problems;
import io.ef21.objective.Objective;
import io.ef21.objective.Regularizer;
import io.ef21.run.RoundRecord;
import io.ef21.run.Training;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spark's history server, in a JVM without our classes, tells a finished run. */
@Tag("full")
class HistoryServerTest {
    /** Not the master of the shared session, which writes no log. */
    private static final String MASTER = "local[1]";

    private static final int PATIENCE = 120;

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        System.clearProperty("spark.eventLog.enabled");
        System.clearProperty("spark.eventLog.dir");
    }

    @Test
    void aFinishedRun_isThereWithItsDescriptionsAndGroup() throws Exception {
        Path logs = Files.createDirectory(folder.resolve("logs"));
        List<RoundRecord> records = new ArrayList<>();
        String application = train(logs, records);
        int port = freePort();
        Process server = server(logs, port);
        try {
            JsonNode jobs = jobs(port, application, server);
            Map<Integer, JsonNode> byNumber = new TreeMap<>();
            jobs.forEach(job -> byNumber.put(job.get("jobId").asInt(), job));
            List<String> rounds = new ArrayList<>();
            for (JsonNode job : byNumber.values()) {
                assertEquals("SUCCEEDED", job.get("status").asText());
                assertEquals(byNumber.get(0).get("jobGroup"), job.get("jobGroup"));
                if (job.get("description").asText().startsWith("EF21 round")) {
                    rounds.add(job.get("description").asText());
                }
            }
            List<String> expected = new ArrayList<>();
            for (int t = 0; t < records.size(); t++) {
                expected.add(RoundTitle.of(t, t == 0 ? null : records.get(t - 1)));
            }
            assertEquals(expected, rounds);
        } finally {
            server.destroy();
            assertTrue(server.waitFor(10, TimeUnit.SECONDS), "the history server does not end");
        }
        assertEquals(
                "",
                Files.readString(folder.resolve("server.log"))
                        .lines()
                        .filter(line -> line.contains("ef21"))
                        .findAny()
                        .orElse(""));
    }

    private static String train(Path logs, List<RoundRecord> records) {
        System.setProperty("spark.eventLog.enabled", "true");
        System.setProperty("spark.eventLog.dir", logs.toUri().toString());
        JavaSparkContext spark =
                JavaSparkContext.fromSparkContext(TestSpark.session(MASTER).sparkContext());
        List<Objective> clients = Problems.oneHot(60, 5, new Regularizer.L2(0.1));
        try (SparkEngine engine = new SparkEngine(spark, SparkClients.of(spark, clients, 3), 0)) {
            new Training(Problems.options("ef21", "topk:2", "theory", 12).withEvaluation(0)).run(engine, records::add);
            return spark.sc().applicationId();
        } finally {
            spark.stop();
        }
    }

    private Process server(Path logs, int port) throws IOException {
        String classes = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m"));
        command.addAll(List.of(
                "-Dspark.history.fs.logDirectory=" + logs.toUri(),
                "-Dspark.history.ui.port=" + port,
                "-Dspark.history.fs.update.interval=1s",
                "-cp",
                classes,
                "org.apache.spark.deploy.history.HistoryServer"));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("server.log").toFile())
                .start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Asks until the server is up and has read the log. */
    private JsonNode jobs(int port, String application, Process server) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:%d/api/v1/applications/%s/jobs".formatted(port, application)))
                .timeout(Duration.ofSeconds(PATIENCE))
                .build();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
        while (System.nanoTime() < deadline) {
            try {
                HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
                if (response.statusCode() == 200) {
                    return new ObjectMapper().readTree(response.body());
                }
            } catch (IOException e) {
                // not up yet
            }
            assertTrue(server.isAlive(), this::log);
            Thread.sleep(250);
        }
        throw new AssertionError("no answer for " + PATIENCE + " s: " + log());
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("server.log"));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
