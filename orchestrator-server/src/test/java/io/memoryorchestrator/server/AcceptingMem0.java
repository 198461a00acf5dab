package io.memoryorchestrator.server;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** As much of the hosted platform as the flags need: accepts, and is done at once. */
final class AcceptingMem0 implements AutoCloseable {
    private final List<String> adds = new CopyOnWriteArrayList<>();
    private final MockWebServer server = new MockWebServer();

    void start() throws IOException {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answer(request);
            }
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getPort();
    }

    /** The bodies of the additions, in the order in which they came. */
    List<String> adds() {
        return List.copyOf(adds);
    }

    private MockResponse answer(RecordedRequest request) {
        String path = request.getUrl().encodedPath();
        if (path.equals("/v3/memories/add/")) {
            adds.add(request.getBody() == null ? "" : request.getBody().utf8());
            return json("{\"event_id\":\"e" + adds.size() + "\",\"status\":\"PENDING\"}");
        }
        if (path.startsWith("/v1/event/")) {
            String id = path.substring("/v1/event/".length()).replace("/", "");
            return json("{\"id\":\"" + id + "\",\"event_type\":\"ADD\",\"status\":\"SUCCEEDED\",\"results\":[]}");
        }
        if (path.equals("/v1/ping/")) {
            return json("{\"status\":\"ok\"}");
        }
        return json("{\"count\":0,\"next\":null,\"previous\":null,\"results\":[]}");
    }

    private static MockResponse json(String body) {
        return new MockResponse.Builder()
                .code(200)
                .setHeader("Content-Type", "application/json")
                .body(body)
                .build();
    }

    @Override
    public void close() {
        server.close();
    }
}
