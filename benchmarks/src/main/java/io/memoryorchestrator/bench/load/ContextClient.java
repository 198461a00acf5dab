package io.memoryorchestrator.bench.load;

import io.memoryorchestrator.cli.console.CommandFailure;
import io.memoryorchestrator.cli.console.Json;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import tools.jackson.databind.JsonNode;

/** Asks as a back end with an open connection does, on the caller's thread, as the bare reads have their driver on it. */
final class ContextClient {
    private static final MediaType JSON = MediaType.get("application/json");

    private final OkHttpClient client = new OkHttpClient();
    private final HttpUrl url;

    ContextClient(URI server) {
        url = HttpUrl.get(server.resolve("/v1/context").toString());
    }

    /** @throws CommandFailure when the server does not answer, or with anything but success */
    JsonNode fetch(Map<String, Object> fetch) {
        Request request = new Request.Builder()
                .url(url)
                .post(RequestBody.create(Json.MAPPER.writeValueAsBytes(fetch), JSON))
                .build();
        try (Response response = client.newCall(request).execute()) {
            if (!response.isSuccessful()) {
                throw new CommandFailure("The server answered " + response.code() + " to fetchContext.");
            }
            return Json.MAPPER.readTree(response.body().bytes());
        } catch (IOException away) {
            throw new CommandFailure("The server at " + url + " does not answer: " + away.getMessage(), away);
        }
    }
}
