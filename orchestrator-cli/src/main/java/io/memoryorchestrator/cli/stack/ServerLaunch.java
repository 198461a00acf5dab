package io.memoryorchestrator.cli.stack;

import io.memoryorchestrator.cli.console.CommandFailure;
import io.memoryorchestrator.cli.console.Json;
import io.memoryorchestrator.local.process.Folders;
import io.memoryorchestrator.local.process.Waiting;
import java.io.File;
import java.io.IOException;
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
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Starts the server in the background and waits until it is ready. */
final class ServerLaunch {

    private static final Duration READY = Duration.ofMinutes(4);
    private static final String OPTIONS_VARIABLE = "MEMCTL_SERVER_OPTS";

    private ServerLaunch() {}

    static ProcessHandle start(
            Path jar,
            Path folder,
            Path log,
            int port,
            int managementPort,
            List<String> settings,
            Map<String, String> environment) {
        List<String> words = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            // A session of its own: ending the terminal or the process group of memctl does not end the server.
            words.add("/usr/bin/setsid");
        }
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // With the heap that the JVM begins with, every third collection marked all of it beside the answers.
        words.addAll(
                List.of("-Xms512m", "-Xmx1g", "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED"));
        String more = System.getenv(OPTIONS_VARIABLE);
        if (more != null && !more.isBlank()) {
            words.addAll(List.of(more.strip().split("\\s+")));
        }
        words.addAll(List.of("-jar", jar.toString()));
        words.addAll(List.of("--server.port=" + port, "--management.server.port=" + managementPort));
        words.addAll(settings);
        if (Files.exists(log)) {
            Folders.replaceWithPrevious(log);
        }
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        try {
            return builder.start().toHandle();
        } catch (IOException e) {
            throw new CommandFailure("The server's JVM could not be started: " + e.getMessage(), e);
        }
    }

    /** @throws CommandFailure when it ends, or does not get ready in time; names the log and its telling line */
    static void awaitReady(StackState.Server server, Path log) {
        URI readiness = URI.create(server.managementUrl() + "/actuator/health/readiness");
        String[] last = {"no answer"};
        try (HttpClient client = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(2))
                .version(HttpClient.Version.HTTP_1_1)
                .build()) {
            boolean[] ready = new boolean[1];
            Waiting.until(
                    () -> {
                        ready[0] = isReady(client, readiness, last);
                        return ready[0] || !server.process().isAlive();
                    },
                    READY);
            if (ready[0]) {
                return;
            }
        }
        if (!server.process().isAlive()) {
            throw new CommandFailure(
                    "The server ended while it started: " + tellingLine(log) + " (all of it in " + log + ")");
        }
        throw new CommandFailure(
                "The server was not ready after " + READY.toSeconds() + " s: " + last[0] + "; see " + log + ".");
    }

    static boolean isReady(URI readiness) {
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build()) {
            return isReady(client, readiness, new String[1]);
        }
    }

    private static boolean isReady(HttpClient client, URI readiness, String[] last) {
        try {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(readiness)
                            .timeout(Duration.ofSeconds(5))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            last[0] = answer.statusCode() + " " + downParts(answer.body());
            return answer.statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    // {"status":"DOWN","components":{"x":{"status":"DOWN","details":{...}}}}
    private static String downParts(String body) {
        try {
            JsonNode components = Json.MAPPER.readTree(body).path("components");
            List<String> down = new ArrayList<>();
            for (Map.Entry<String, JsonNode> each : components.properties()) {
                if (!each.getValue().path("status").asString("").equals("UP")) {
                    down.add(each.getKey() + " " + each.getValue().path("details"));
                }
            }
            return String.join(", ", down);
        } catch (JacksonException notJson) {
            return "";
        }
    }

    /** What Spring Boot gives as the reason, else the last error, else the last line. */
    static String tellingLine(Path log) {
        List<String> lines = Folders.tail(log, 400).lines().map(String::strip).toList();
        int description = lines.lastIndexOf("Description:");
        if (description >= 0) {
            String reason = String.join(
                    " ",
                    lines.subList(description + 1, lines.size()).stream()
                            .takeWhile(line -> !line.equals("Action:"))
                            .filter(line -> !line.isEmpty())
                            .limit(8)
                            .toList());
            if (!reason.isEmpty()) {
                return reason;
            }
        }
        return lines.reversed().stream()
                .filter(line -> line.contains("ERROR") || line.contains("Caused by:"))
                .findFirst()
                .orElseGet(() -> lines.isEmpty() ? "it wrote nothing" : lines.getLast());
    }
}
