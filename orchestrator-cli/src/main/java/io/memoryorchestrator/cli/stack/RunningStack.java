package io.memoryorchestrator.cli.stack;

import io.memoryorchestrator.local.kafka.LocalKafka;
import io.memoryorchestrator.local.postgres.LocalPostgres;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the parts of a running stack are.
 *
 * @param url the server's HTTP API, or null when it was not to be started
 * @param managementUrl health and metrics
 * @param databaseUrl with the password
 */
public record RunningStack(
        @Nullable String url, @Nullable String managementUrl, String bootstrapServers, String databaseUrl) {

    static RunningStack of(StackState state) {
        return new RunningStack(
                state.server().url(), state.server().managementUrl(), state.bootstrapServers(), state.databaseUrl());
    }

    static RunningStack withoutServer(LocalPostgres database, LocalKafka broker) {
        return new RunningStack(
                null, null, broker.bootstrapServers(), database.url().withPassword());
    }

    /** Under the names that scripts read. */
    public Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("url", url);
        json.put("managementUrl", managementUrl);
        json.put("bootstrapServers", bootstrapServers);
        json.put("databaseUrl", databaseUrl);
        return json;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "server " + url + ", broker " + bootstrapServers;
    }
}
