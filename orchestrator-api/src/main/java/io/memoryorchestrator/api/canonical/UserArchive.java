package io.memoryorchestrator.api.canonical;

import io.memoryorchestrator.api.model.UserRef;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Everything that is stored about a user as lines of JSON, and back. */
public interface UserArchive {

    /**
     * Reads everything at one moment, line by line and without holding it in memory. Of each user one export runs at a
     * time, in all processes together, and in each process no more than leave the store to other work.
     *
     * @param line is handed one JSON object at a time, the first of which is a header, and the last says how many rows
     *     there were, so that an export that broke off is known by its end
     * @return false when another export of the user is running, or too many of others; then nothing was read
     * @throws io.memoryorchestrator.api.failure.AdapterException OVERLOADED when it takes too long, because of who reads
     */
    boolean export(UserRef user, Consumer<String> line);

    /**
     * Restores what an export wrote, for the same user or another. What is there already stays; repeating it is harmless.
     *
     * @return how many rows were restored, by place
     * @throws io.memoryorchestrator.api.failure.AdapterException REJECTED when a line is none of an export, when the last
     *     line is missing, or the user has been erased; lines before it may be stored then
     */
    Map<String, Long> restore(UserRef user, Stream<String> lines);
}
