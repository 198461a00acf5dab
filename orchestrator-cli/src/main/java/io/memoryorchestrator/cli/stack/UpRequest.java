package io.memoryorchestrator.cli.stack;

/**
 * Wishes for a start; 0 for a port means the one of last time, else the usual one, else any free one.
 *
 * @param withoutServer start only database and broker
 */
public record UpRequest(int port, int managementPort, int databasePort, int brokerPort, boolean withoutServer) {

    /** Nothing in particular. */
    public static final UpRequest USUAL = new UpRequest(0, 0, 0, 0, false);
}
