package io.memoryorchestrator.local.kafka;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** Writes warnings and errors, and the few plain messages that tell how far a start has come. */
final class BrokerLogger extends LegacyAbstractLogger {

    private static final long serialVersionUID = 1L;

    private final boolean milestones;

    BrokerLogger(String name) {
        this.name = name;
        this.milestones = name.startsWith("kafka.server.KafkaRaftServer")
                || name.startsWith("kafka.server.BrokerServer")
                || name.startsWith("kafka.network")
                || name.startsWith("kafka.log.LogManager");
    }

    @Override
    public boolean isTraceEnabled() {
        return false;
    }

    @Override
    public boolean isDebugEnabled() {
        return false;
    }

    @Override
    public boolean isInfoEnabled() {
        return milestones;
    }

    @Override
    public boolean isWarnEnabled() {
        return true;
    }

    @Override
    public boolean isErrorEnabled() {
        return true;
    }

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
        return null;
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            String pattern,
            @Nullable Object @Nullable [] arguments,
            @Nullable Throwable failure) {
        String text = MessageFormatter.basicArrayFormat(pattern, arguments);
        StringBuilder line = new StringBuilder(200)
                .append(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .append(' ')
                .append(level)
                .append(' ')
                .append(name)
                .append(" - ")
                .append(text);
        synchronized (System.out) {
            System.out.println(line);
            if (failure != null) {
                failure.printStackTrace(System.out);
            }
        }
    }
}
