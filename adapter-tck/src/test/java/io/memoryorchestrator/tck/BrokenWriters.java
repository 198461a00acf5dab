package io.memoryorchestrator.tck;

import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnKey;
import io.memoryorchestrator.api.spi.ForgetReceipt;
import io.memoryorchestrator.api.spi.ForgetScope;
import io.memoryorchestrator.api.spi.TurnReceipt;
import io.memoryorchestrator.api.spi.TurnReceipt.Outcome;
import io.memoryorchestrator.tck.fixture.Turns;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Adapters that store or forget wrongly. */
final class BrokenWriters {
    private BrokenWriters() {}

    static Stream<Broken> all() {
        return Stream.of(
                Broken.of("stores a replay again", StoresReplays::new, "replayingATurnLeavesOneMemory"),
                Broken.of("overwrites what was there", Overwrites::new, "theFirstContentOfAnIdStands"),
                Broken.of("mixes up receipts", MixesUpReceipts::new, "receiptsComeInTheOrderOfTheTurns"),
                Broken.of("checks, then acts", ChecksThenActs::new, "concurrentWritersLeaveOneMemoryOfEachTurn"),
                writes(
                        "cannot write emoji",
                        text -> text.replaceAll("[\\x{10000}-\\x{10FFFF}]", "?"),
                        "emojiComeBackToTheLetter"),
                writes(
                        "cuts long text",
                        text -> text.substring(0, Math.min(text.length(), 1_000_000)),
                        "aMegabyteComesBackToTheLetter"),
                writes("trims", String::strip, "surroundingBlanksAreKept"),
                writes(
                        "normalises",
                        text -> Normalizer.normalize(text, Normalizer.Form.NFC),
                        "accentsAreNotComposedAnew",
                        "textFromRightToLeftComesBackToTheLetter"),
                writes("ends text at NUL", text -> text.replaceAll("(?s)\0.*", ""), "aNulIsKeptReplacedOrRefused"),
                Broken.of("counts what it did not remove", CountsTooMuch::new, "forgettingTheAbsentRemovesNothing"),
                Broken.of("forgets by id alone", ForgetsByIdAlone::new, "nobodyForgetsTheTurnsOfAnother"),
                Broken.of(
                        "forgets the user with the session", ForgetsTooMuch::new, "aForgottenSessionLeavesTheOthers"));
    }

    private static Broken writes(String wrong, UnaryOperator<String> writing, String... caughtBy) {
        return Broken.of(
                wrong,
                (backend, door) -> new ReferenceAdapter(backend, door) {
                    @Override
                    Outcome add(Turn turn) {
                        return super.add(Turns.withContent(turn, writing.apply(turn.content())));
                    }
                },
                caughtBy);
    }

    private static final class StoresReplays extends ReferenceAdapter {
        StoresReplays(ReferenceBackend backend, Door door) {
            super(backend, door);
        }

        @Override
        public List<TurnReceipt> store(List<Turn> turns) {
            if (turns.size() == 1 && backend.turns.contains(turns.getFirst())) {
                backend.turns.add(turns.getFirst());
            }
            return super.store(turns);
        }
    }

    private static final class Overwrites extends ReferenceAdapter {
        Overwrites(ReferenceBackend backend, Door door) {
            super(backend, door);
        }

        @Override
        Outcome add(Turn turn) {
            Outcome outcome = super.add(turn);
            backend.turns.replaceAll(kept -> TurnKey.of(kept).equals(TurnKey.of(turn)) ? turn : kept);
            return outcome;
        }
    }

    private static final class MixesUpReceipts extends ReferenceAdapter {
        MixesUpReceipts(ReferenceBackend backend, Door door) {
            super(backend, door);
        }

        @Override
        public List<TurnReceipt> store(List<Turn> turns) {
            List<TurnReceipt> receipts = new ArrayList<>(super.store(turns));
            if (turns.size() > 10) {
                Collections.reverse(receipts);
            }
            return receipts;
        }
    }

    /** Looks whether turns are there, and adds them when the second writer has looked as well. */
    private static final class ChecksThenActs extends ReferenceAdapter {
        private static final int BATCH = 20;
        private final ConcurrentMap<SessionRef, CountDownLatch> looking = new ConcurrentHashMap<>();

        ChecksThenActs(ReferenceBackend backend, Door door) {
            super(backend, door);
        }

        @Override
        public List<TurnReceipt> store(List<Turn> turns) {
            if (turns.size() != BATCH
                    || !sortedBy(Comparator.comparing(Turn::id), turns::contains)
                            .isEmpty()) {
                return super.store(turns);
            }
            CountDownLatch bothLooked =
                    looking.computeIfAbsent(turns.getFirst().session(), session -> new CountDownLatch(2));
            bothLooked.countDown();
            try {
                if (!bothLooked.await(5, TimeUnit.SECONDS)) {
                    return super.store(turns);
                }
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException("the test gave up", interrupted);
            }
            synchronized (backend) {
                backend.turns.addAll(turns);
            }
            return turns.stream()
                    .map(turn -> TurnReceipt.of(turn.id(), Outcome.STORED))
                    .toList();
        }
    }

    private static final class CountsTooMuch extends ReferenceAdapter {
        CountsTooMuch(ReferenceBackend backend, Door door) {
            super(backend, door);
        }

        @Override
        public ForgetReceipt forget(ForgetScope scope) {
            ForgetReceipt receipt = super.forget(scope);
            return receipt.removed().containsValue(0L) ? new ForgetReceipt(Map.of("turns", 1L), true) : receipt;
        }
    }

    private static final class ForgetsByIdAlone extends ReferenceAdapter {
        ForgetsByIdAlone(ReferenceBackend backend, Door door) {
            super(backend, door);
        }

        @Override
        ForgetReceipt remove(ForgetScope scope, Predicate<Turn> named) {
            return super.remove(
                    scope,
                    scope instanceof ForgetScope.OfTurns(var user, var ids) ? turn -> ids.contains(turn.id()) : named);
        }
    }

    private static final class ForgetsTooMuch extends ReferenceAdapter {
        ForgetsTooMuch(ReferenceBackend backend, Door door) {
            super(backend, door);
        }

        @Override
        ForgetReceipt remove(ForgetScope scope, Predicate<Turn> named) {
            return super.remove(
                    scope,
                    scope instanceof ForgetScope.OfSession ? turn -> turn.user().equals(scope.user()) : named);
        }
    }
}
