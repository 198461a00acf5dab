package io.memoryorchestrator.api.node;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is kept under a key of a node, one record for each kind. */
public sealed interface NodeValue
        permits Message,
                Summary,
                VectorMemory,
                Entity,
                Relation,
                Document,
                Episode,
                Fact,
                Rule,
                GraphNode,
                WorkingValue,
                KeyValue {

    NodeKind kind();

    /** As plain JSON; {@link NodeKind#read} makes the same value of it. */
    Map<String, @Nullable Object> fields();

    /** What search by words reads; empty for kinds that it does not find. */
    default String words() {
        return "";
    }

    /** When what it tells of was; null where the value does not say, and the time of writing has to do. */
    default @Nullable Instant happenedAt() {
        return null;
    }

    /** Times as every store keeps them: in microseconds. */
    static @Nullable Instant storable(@Nullable Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.MICROS);
    }
}
