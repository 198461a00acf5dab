package io.memoryorchestrator.local.kafka;

import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * Logging of the child JVM: plain lines to standard output, which is its log file.
 *
 * <p>It is named with {@code -Dslf4j.provider} and not registered as a service. The child thus logs the same way
 * whichever logging library happens to be on the class path it inherits, and that library is not disturbed elsewhere.
 */
public final class BrokerLogProvider implements SLF4JServiceProvider {

    private final ILoggerFactory loggers = BrokerLogger::new;
    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final MDCAdapter context = new NOPMDCAdapter();

    @Override
    public ILoggerFactory getLoggerFactory() {
        return loggers;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public @Nullable MDCAdapter getMDCAdapter() {
        return context;
    }

    @Override
    public String getRequestedApiVersion() {
        return "2.0.99";
    }

    @Override
    public void initialize() {
        // All parts are there from construction on.
    }
}
