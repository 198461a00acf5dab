package io.memoryorchestrator.server.memories;

import io.memoryorchestrator.api.canonical.Memories.Wanted;
import io.memoryorchestrator.api.model.Role;
import io.memoryorchestrator.api.model.TurnFilter;
import io.memoryorchestrator.server.wire.WireException;
import io.memoryorchestrator.server.wire.WireFault;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.WebRequest;

/** Reads the parameters that narrow a list; {@code type} and {@code role} may come several times. */
final class MemoryFilter {
    private MemoryFilter() {}

    static Wanted of(WebRequest request) {
        TurnFilter filter = new TurnFilter(
                request.getParameter("sessionId"),
                request.getParameter("threadId"),
                request.getParameter("agentId"),
                request.getParameter("namespace"),
                set(request, "role", Role::fromWireName),
                parsed(request, "since", MemoryFilter::instant),
                parsed(request, "until", MemoryFilter::instant),
                set(request, "type", type -> type));
        Double least = parsed(request, "minImportance", MemoryFilter::importance);
        return new Wanted(filter, least == null ? 0 : least);
    }

    private static <T> Set<T> set(WebRequest request, String name, Function<String, T> parser) {
        String[] values = request.getParameterValues(name);
        return values == null
                ? Set.of()
                : List.of(values).stream()
                        .map(value -> explained(name, value, parser))
                        .collect(Collectors.toSet());
    }

    private static <T> @Nullable T parsed(WebRequest request, String name, Function<String, T> parser) {
        String value = request.getParameter(name);
        return value == null ? null : explained(name, value, parser);
    }

    private static <T> T explained(String name, String value, Function<String, T> parser) {
        try {
            return parser.apply(value);
        } catch (IllegalArgumentException refused) {
            String message = String.valueOf(refused.getMessage());
            throw new WireException(
                    WireFault.INVALID_FIELD,
                    name + " " + message,
                    List.of(new WireException.FieldFault(name, message)));
        }
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException notATime) {
            throw new IllegalArgumentException("must be an ISO-8601 time with an offset, such as 2026-01-31T09:30:00Z");
        }
    }

    private static Double importance(String text) {
        try {
            double value = Double.parseDouble(text);
            if (value >= 0 && value <= 1) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("must be a number between 0 and 1");
        }
        throw new IllegalArgumentException("must lie between 0 and 1");
    }
}
