package io.memoryorchestrator.server.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** Stands where a hosted service would: keeps what it is sent and answers as Mem0 does, or as a collector of traces. */
public final class Listener implements AutoCloseable {
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final MockWebServer server = new MockWebServer();

    public Listener() throws IOException {
        server.setDispatcher(new Answers());
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getPort();
    }

    /** Each request so far: its line, headers and body, byte for byte as ISO-8859-1. */
    public List<String> heard() {
        return List.copyOf(heard);
    }

    @Override
    public void close() {
        server.close();
    }

    private final class Answers extends Dispatcher {
        private static final String NONE = "{\"count\":0,\"next\":null,\"previous\":null,\"results\":[]}";

        @Override
        public MockResponse dispatch(RecordedRequest request) {
            String body = request.getBody() == null ? "" : request.getBody().string(StandardCharsets.ISO_8859_1);
            String path = request.getUrl().encodedPath();
            heard.add(request.getMethod() + " " + request.getUrl() + "\n" + request.getHeaders() + "\n" + body);
            if (path.equals("/v3/memories/add/")) {
                return json("{\"event_id\":\"e" + heard.size() + "\",\"status\":\"PENDING\"}");
            }
            if (path.startsWith("/v1/event/")) {
                return json("{\"id\":\"" + path.split("/")[3]
                        + "\",\"event_type\":\"ADD\",\"status\":\"SUCCEEDED\",\"results\":[]}");
            }
            return json(path.equals("/v1/ping/") ? "{\"status\":\"ok\"}" : NONE);
        }

        private static MockResponse json(String body) {
            return new MockResponse.Builder()
                    .code(200)
                    .setHeader("Content-Type", "application/json")
                    .body(body)
                    .build();
        }
    }
}
