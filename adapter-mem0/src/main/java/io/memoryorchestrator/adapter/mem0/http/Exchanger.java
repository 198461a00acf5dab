package io.memoryorchestrator.adapter.mem0.http;

import tools.jackson.databind.JsonNode;

/** Sends one request and reads its answer. The seam where circuit, rate and concurrency limits are put around HTTP. */
@FunctionalInterface
public interface Exchanger {

    /**
     * @return the JSON of a 2xx answer; a missing node when it had no body or a status of {@link Ask#absentOn()}
     * @throws ExchangeFailed in every other case
     */
    JsonNode exchange(Ask ask);
}
