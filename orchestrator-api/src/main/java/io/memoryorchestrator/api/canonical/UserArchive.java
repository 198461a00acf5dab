package io.memoryorchestrator.api.canonical;

import io.memoryorchestrator.api.model.UserRef;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Everything that is stored about a user as lines of JSON, and back. */
public interface UserArchive {

    /**
     * Reads everything at one moment, line by line and without holding it in memory.
     *
     * @param line is handed one JSON object at a time, the first of which is a header
     */
    void export(UserRef user, Consumer<String> line);

    /**
     * Restores what an export wrote, for the same user or another. What is there already stays; repeating it is harmless.
     *
     * @return how many rows were restored, by place
     * @throws io.memoryorchestrator.api.failure.AdapterException REJECTED when a line is none of an export, or the user has
     *     been erased; lines before it may be stored then
     */
    Map<String, Long> restore(UserRef user, Stream<String> lines);
}
