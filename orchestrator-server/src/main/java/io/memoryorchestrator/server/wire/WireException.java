package io.memoryorchestrator.server.wire;

import java.util.List;

/** Something that arrived is not what the wire format allows. Carries no values of the sender's, only names of fields. */
public final class WireException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient WireFault fault;
    private final transient List<FieldFault> fields;

    public WireException(WireFault fault, String message) {
        this(fault, message, List.of());
    }

    public WireException(WireFault fault, String message, List<FieldFault> fields) {
        super(message);
        this.fault = fault;
        this.fields = List.copyOf(fields);
    }

    public WireFault fault() {
        return fault;
    }

    /** Everything that is wrong with single fields, found in one pass. */
    public List<FieldFault> fields() {
        return fields;
    }

    /**
     * @param field path of the field, such as {@code turns[3].role}
     * @param message what is wrong with it and what would be accepted
     */
    public record FieldFault(String field, String message) {}
}
