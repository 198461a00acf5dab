package io.memoryorchestrator.server.identity;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The public keys that a project signs its tokens with. They are read again after ten minutes, and earlier for a token
 * that names an unknown one, but never more often than every thirty seconds whatever tokens come in. While they cannot be
 * read, the last ones that could stay good.
 *
 * <p>Nimbus has a source that does nearly this, but lets two reads through in each interval and takes no clock.
 */
final class SigningKeys {
    static final Duration LONGEST_USE = Duration.ofMinutes(10);
    static final Duration SHORTEST_PAUSE = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);

    private final Source source;
    private final Clock clock;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile JWKSet keys = new JWKSet();
    private volatile @Nullable Instant readAt;
    private volatile @Nullable Instant triedAt;

    SigningKeys(Source source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    /** @return the key of this id, or null when the project has none */
    @Nullable
    JWK find(String keyId) {
        JWK known = keys.getKeyByKeyId(keyId);
        if (known != null && !stale()) {
            return known;
        }
        if (known == null) {
            reading.lock();
        } else if (!reading.tryLock()) {
            // A known key that has only grown old need not wait for the thread that reads already.
            return known;
        }
        try {
            if ((stale() || keys.getKeyByKeyId(keyId) == null) && mayTry()) {
                read();
            }
            return keys.getKeyByKeyId(keyId);
        } finally {
            reading.unlock();
        }
    }

    private void read() {
        triedAt = clock.instant();
        try {
            JWKSet found = JWKSet.parse(source.read());
            if (found.getKeys().isEmpty()) {
                LOG.warn("{} names no signing key: only tokens signed with the JWT secret can be taken", source);
            }
            keys = found;
            readAt = triedAt;
        } catch (IOException | ParseException failed) {
            LOG.warn(
                    "The signing keys cannot be read from {}, {} known keys stay in use: {}",
                    source,
                    keys.getKeys().size(),
                    failed.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean stale() {
        return passed(readAt, LONGEST_USE);
    }

    private boolean mayTry() {
        return passed(triedAt, SHORTEST_PAUSE);
    }

    private boolean passed(@Nullable Instant since, Duration time) {
        return since == null || !clock.instant().isBefore(since.plus(time));
    }

    /** Where the keys come from. Its string form says so, for the log. */
    interface Source {
        /** @return a JSON Web Key Set (RFC 7517) */
        String read() throws IOException, InterruptedException;
    }
}
