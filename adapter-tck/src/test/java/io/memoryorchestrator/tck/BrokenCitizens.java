package io.memoryorchestrator.tck;

import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.failure.FailureKind;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.spi.Ability;
import io.memoryorchestrator.api.spi.AdapterDescriptor;
import io.memoryorchestrator.api.spi.AdapterHealth;
import io.memoryorchestrator.api.spi.TurnReceipt;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Adapters that say too much or too little, start too early, end too late, or blame the wrong one. */
final class BrokenCitizens {
    private BrokenCitizens() {}

    static Stream<Broken> all() {
        return Stream.of(
                Broken.of("declares what it lacks", DeclaresTooMuch::new, "everyDeclaredAbilityIsImplemented"),
                Broken.of("keeps an ability to itself", DeclaresTooLittle::new, "noUndeclaredAbilityIsImplemented"),
                Broken.of("connects at construction", ConnectsEarly::new, "constructionOpensNothing"),
                Broken.of("checks for three seconds", ChecksSlowly::new, "checkTellsWithinASecondThatTheBackendIsMute"),
                Broken.of("blames the request", BlamesTheRequest::new, "storingFailsAsUnavailableWhereNobodyListens"),
                Broken.of(
                        "answers nothing when it is down",
                        EmptyWhenDown::new,
                        "readingFailsAsUnavailableWhereNobodyListens"),
                Broken.of("tells its secret", TellsItsSecret::new, "secretsAreShownNowhere"),
                Broken.of("cannot close twice", ClosesOnce::new, "closingTwiceIsClosingOnce"),
                Broken.of("waits through interrupts", WaitsOn::new, "anInterruptEndsACallToAMuteBackend"));
    }

    private static final class DeclaresTooMuch extends NotesOnlyAdapter {
        DeclaresTooMuch(ReferenceBackend backend, Door door) {
            super(backend, door);
        }

        @Override
        public AdapterDescriptor descriptor() {
            return new AdapterDescriptor(
                    "reference",
                    Set.of(Ability.NOTE_SEARCH, Ability.ASYNC_STORE, Ability.TURN_SCAN),
                    Duration.ofMillis(1),
                    true);
        }
    }

    private static final class DeclaresTooLittle extends ReferenceAdapter {
        DeclaresTooLittle(ReferenceBackend backend, Door door) {
            super(backend, door);
        }

        @Override
        public AdapterDescriptor descriptor() {
            return new AdapterDescriptor(
                    "reference", EnumSet.complementOf(EnumSet.of(Ability.TURN_SCAN)), Duration.ZERO, true);
        }
    }

    private static final class ConnectsEarly extends ReferenceAdapter {
        ConnectsEarly(ReferenceBackend backend, Door door) {
            super(backend, door);
            check(Duration.ofMillis(50));
        }
    }

    private static final class ChecksSlowly extends ReferenceAdapter {
        ChecksSlowly(ReferenceBackend backend, Door door) {
            super(backend, door);
        }

        @Override
        public AdapterHealth check() {
            return check(Duration.ofSeconds(3));
        }
    }

    private static final class BlamesTheRequest extends ReferenceAdapter {
        BlamesTheRequest(ReferenceBackend backend, Door door) {
            super(backend, door);
        }

        @Override
        public List<TurnReceipt> store(List<Turn> turns) {
            try {
                return super.store(turns);
            } catch (AdapterException failure) {
                if (failure.getCause() instanceof IOException) {
                    throw new AdapterException("reference", FailureKind.REJECTED, "Bad request", failure);
                }
                throw failure;
            }
        }
    }

    private static final class EmptyWhenDown extends ReferenceAdapter {
        EmptyWhenDown(ReferenceBackend backend, Door door) {
            super(backend, door);
        }

        @Override
        public List<Turn> recent(SessionRef session, int limit) {
            try {
                return super.recent(session, limit);
            } catch (AdapterException failure) {
                return List.of();
            }
        }
    }

    private static final class TellsItsSecret extends ReferenceAdapter {
        TellsItsSecret(ReferenceBackend backend, Door door) {
            super(backend, door);
        }

        @Override
        public List<TurnReceipt> store(List<Turn> turns) {
            try {
                return super.store(turns);
            } catch (AdapterException failure) {
                throw new AdapterException(
                        "reference",
                        failure.kind(),
                        "Login with " + SECRET + " failed",
                        failure.retryAfter().orElse(null),
                        null);
            }
        }
    }

    private static final class ClosesOnce extends ReferenceAdapter {
        private boolean closed;

        ClosesOnce(ReferenceBackend backend, Door door) {
            super(backend, door);
        }

        @Override
        public void close() {
            if (closed) {
                throw new IllegalStateException("closed already");
            }
            closed = true;
        }
    }

    private static final class WaitsOn extends ReferenceAdapter {
        WaitsOn(ReferenceBackend backend, Door door) {
            super(backend, door);
        }

        @Override
        public List<TurnReceipt> store(List<Turn> turns) {
            try {
                return super.store(turns);
            } catch (AdapterException failure) {
                long until = System.nanoTime() + Duration.ofSeconds(3).toNanos();
                boolean interrupted = Thread.interrupted();
                while (interrupted && System.nanoTime() - until < 0) {
                    LockSupport.parkNanos(1_000_000);
                }
                throw failure;
            }
        }
    }
}
