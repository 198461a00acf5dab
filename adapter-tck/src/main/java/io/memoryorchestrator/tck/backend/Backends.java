package io.memoryorchestrator.tck.backend;

import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The real backends of this JVM's tests: each is looked for once and shared. */
public final class Backends {
    private static final String PROPERTY = "tck.backends";
    private static final ConcurrentMap<String, Found> FOUND = new ConcurrentHashMap<>();

    private Backends() {}

    /**
     * A backend that tests need.
     *
     * @param name for people, such as {@code Postgres}; asked for again, the first one found is given
     * @param find finds or starts it, and throws where it is not to be had
     * @throws BackendMissing which skips the test, when it is not to be had and {@code -Dtck.backends=required} is not set
     * @throws AssertionError when it is not to be had and must be
     */
    public static <T> T require(String name, Class<T> type, Callable<T> find) {
        Found found = FOUND.computeIfAbsent(name, key -> look(find));
        return switch (found) {
            case Found.Here(Object backend) -> type.cast(backend);
            case Found.Missing(Exception cause) -> {
                if ("required".equals(System.getProperty(PROPERTY))) {
                    throw new AssertionError(
                            name + " is required by -D" + PROPERTY + "=required and is not here", cause);
                }
                throw new BackendMissing(name, cause);
            }
        };
    }

    // Whatever finding a backend throws means that there is none; the cause goes on to the reader.
    @SuppressWarnings("CatchingUnchecked")
    private static Found look(Callable<?> find) {
        try {
            return new Found.Here(find.call());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Found.Missing(interrupted);
        } catch (Exception missing) {
            return new Found.Missing(missing);
        }
    }

    private sealed interface Found {
        record Here(Object backend) implements Found {}

        record Missing(Exception cause) implements Found {}
    }
}
