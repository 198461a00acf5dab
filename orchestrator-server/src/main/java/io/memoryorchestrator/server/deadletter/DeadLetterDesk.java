package io.memoryorchestrator.server.deadletter;

import io.memoryorchestrator.api.canonical.DeadLetterMarks;
import io.memoryorchestrator.api.canonical.DeadLetterMarks.Mark;
import io.memoryorchestrator.api.canonical.DeadLetterMarks.State;
import io.memoryorchestrator.api.model.UserRef;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists, shows, replays and discards dead letters. Topics hold the letters, the database what was done about them, so every
 * process tells the same.
 */
public final class DeadLetterDesk {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterDesk.class);

    private final DeadLetterShelf shelf;
    private final DeadLetterMarks marks;
    private final Predicate<UserRef> erased;
    private final MeterRegistry meters;

    /** @param erased whether nothing of a user may come back */
    public DeadLetterDesk(
            DeadLetterShelf shelf, DeadLetterMarks marks, Predicate<UserRef> erased, MeterRegistry meters) {
        this.shelf = shelf;
        this.marks = marks;
        this.erased = erased;
        this.meters = meters;
    }

    /** @param complete false when the oldest letters were too many to be read */
    public record Overview(List<LetterGroup> groups, boolean complete) {}

    public Overview overview() {
        DeadLetterShelf.Contents contents = shelf.read();
        return new Overview(LetterGroup.of(marked(contents.letters())), contents.complete());
    }

    public Optional<MarkedLetter> show(String id) {
        return shelf.find(id).map(letter -> marked(List.of(letter)).getFirst());
    }

    /**
     * Puts letters back on the topics that they came from, oldest first. Those of erased users are suppressed instead, and
     * those whose value was withheld stay.
     *
     * @param limit how many are handled at most
     * @param dryRun says what would happen, and does nothing
     */
    public Replayed replay(Selection selection, int limit, boolean dryRun, String actor) {
        // What cannot be replayed stays open, and must not stand in the way of the rest at each call.
        List<StoredLetter> open = open(selection).stream()
                .sorted(Comparator.comparing(StoredLetter::withheld))
                .toList();
        List<Replayed.Step> steps = new ArrayList<>();
        for (StoredLetter letter : open.stream().limit(limit).toList()) {
            Replayed.Outcome outcome = outcome(letter);
            if (!dryRun) {
                apply(letter, outcome, actor);
            }
            steps.add(new Replayed.Step(letter.id(), letter.origin(), letter.reason(), outcome));
        }
        long left =
                open.stream().skip(limit).filter(letter -> !letter.withheld()).count();
        return new Replayed(dryRun, steps, Math.toIntExact(left));
    }

    /** @return how many were discarded */
    public int discard(Selection selection, String actor, String because) {
        List<StoredLetter> open = open(selection);
        open.forEach(letter -> marks.mark(letter.firstId(), State.DISCARDED, actor, because));
        LOG.info("{} dead letters were discarded by {}", open.size(), actor);
        return open.size();
    }

    private Replayed.Outcome outcome(StoredLetter letter) {
        if (letter.withheld()) {
            return Replayed.Outcome.WITHHELD;
        }
        return LetterOwner.of(letter).filter(erased).isPresent()
                ? Replayed.Outcome.SUPPRESSED
                : Replayed.Outcome.REPLAYED;
    }

    private void apply(StoredLetter letter, Replayed.Outcome outcome, String actor) {
        switch (outcome) {
            case REPLAYED -> {
                // Sent before it is marked: a process that dies in between leaves a letter to be replayed again.
                shelf.replay(letter);
                marks.mark(letter.firstId(), State.REPLAYED, actor, null);
            }
            case SUPPRESSED -> {
                marks.mark(letter.firstId(), State.SUPPRESSED, actor, "user erased");
                LOG.info("The dead letter {} was not replayed, as its user is erased", letter.id());
            }
            case WITHHELD -> {}
        }
        meters.counter("memory.dead.letters.handled", "outcome", outcome.word()).increment();
    }

    private List<StoredLetter> open(Selection selection) {
        return marked(shelf.read().letters().stream().filter(selection::holds).toList()).stream()
                .filter(MarkedLetter::open)
                .map(MarkedLetter::letter)
                .sorted(Comparator.comparing(StoredLetter::at))
                .toList();
    }

    private List<MarkedLetter> marked(List<StoredLetter> letters) {
        Map<String, Mark> known =
                marks.find(letters.stream().map(StoredLetter::firstId).toList());
        return letters.stream()
                .map(letter -> new MarkedLetter(letter, known.get(letter.firstId())))
                .toList();
    }
}
