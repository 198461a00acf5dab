package io.memoryorchestrator.cli.intent;

/** Sends turns; those of one session in the order in which they are given. */
interface TurnSender extends AutoCloseable {

    /** May return before the turn has been accepted. */
    void send(TurnLine line);

    /**
     * Waits until every turn has been accepted or refused.
     *
     * @throws io.memoryorchestrator.cli.console.CommandFailure when the rest could not be sent
     */
    @Override
    void close();
}
