package io.memoryorchestrator.server.intake;

/**
 * A record that will never be handled, and why.
 *
 * @param reason stable code, to group by
 * @param detail one line for a person, without values of the sender's
 * @param payload the redacted value, or a note that it was withheld
 */
public record DeadLetter(InboundRecord record, String reason, String detail, String payload) {}
