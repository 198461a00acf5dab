package io.memoryorchestrator.server.node;

import io.memoryorchestrator.server.wire.WireException;
import io.memoryorchestrator.server.wire.WireException.FieldFault;
import io.memoryorchestrator.server.wire.WireFault;
import java.util.List;
import java.util.function.Supplier;

/** Values explain what is wrong with them by an IllegalArgumentException that begins with the field; clients get it so. */
final class NodeFaults {
    private NodeFaults() {}

    static <T> T told(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException refused) {
            throw invalid(String.valueOf(refused.getMessage()));
        }
    }

    static WireException invalid(String message) {
        int space = message.indexOf(' ');
        List<FieldFault> faults = space < 0
                ? List.of()
                : List.of(new FieldFault(message.substring(0, space), message.substring(space + 1)));
        return new WireException(WireFault.INVALID_FIELD, message, faults);
    }
}
