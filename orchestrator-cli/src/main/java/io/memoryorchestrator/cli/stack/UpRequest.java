package io.memoryorchestrator.cli.stack;

import java.util.List;

/**
 * Wishes for a start; 0 for a port means the one of last time, else the usual one, else any free one.
 *
 * @param withoutServer start only database and broker
 * @param settings of the server, as its command line takes them ({@code --orchestrator.embedding.stage=false})
 */
public record UpRequest(
        int port, int managementPort, int databasePort, int brokerPort, boolean withoutServer, List<String> settings) {

    /** Nothing in particular. */
    public static final UpRequest USUAL = new UpRequest(0, 0, 0, 0, false, List.of());

    /** The usual ports, with the server set as wished. */
    public static UpRequest withSettings(List<String> settings) {
        return new UpRequest(0, 0, 0, 0, false, List.copyOf(settings));
    }
}
