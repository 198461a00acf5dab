package io.memoryorchestrator.local.postgres;

/** PostgreSQL or pgvector could not be installed; the message is a clause that says why. */
final class ProvisioningException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ProvisioningException(String message) {
        super(message);
    }

    ProvisioningException(String message, Throwable cause) {
        super(message, cause);
    }
}
