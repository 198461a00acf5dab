package io.memoryorchestrator.server.identity;

/** The server would listen beyond its own machine and ask nobody who they are. */
final class IdentityMissingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String address;

    IdentityMissingException(String address) {
        super("No identity is configured and the address is " + address);
        this.address = address;
    }

    String address() {
        return address;
    }
}
