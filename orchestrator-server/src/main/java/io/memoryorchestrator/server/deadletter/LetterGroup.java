package io.memoryorchestrator.server.deadletter;

import io.memoryorchestrator.api.canonical.DeadLetterMarks.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Letters of one topic with one reason.
 *
 * @param open how many of them nobody has done anything about. One record that came back several times counts once
 * @param handled how many were replayed, discarded or suppressed
 * @param looping how many of the open ones came back after a replay
 * @param mostReplays how often the worst of them did
 * @param detail of the latest
 * @param latest ids of open ones, newest first, ten at most
 */
public record LetterGroup(
        String topic,
        String reason,
        int open,
        Map<State, Integer> handled,
        int looping,
        int mostReplays,
        Instant firstSeen,
        Instant lastSeen,
        String detail,
        List<String> latest) {
    private static final int SHOWN = 10;

    public LetterGroup {
        handled = Map.copyOf(handled);
        latest = List.copyOf(latest);
    }

    /** Most open ones first. */
    static List<LetterGroup> of(List<MarkedLetter> letters) {
        Map<String, List<MarkedLetter>> groups = new LinkedHashMap<>();
        for (MarkedLetter each : letters) {
            groups.computeIfAbsent(each.letter().origin() + " " + each.letter().reason(), _ -> new ArrayList<>())
                    .add(each);
        }
        return groups.values().stream()
                .map(LetterGroup::group)
                .sorted(Comparator.comparingInt(LetterGroup::open).reversed())
                .toList();
    }

    private static LetterGroup group(List<MarkedLetter> letters) {
        List<StoredLetter> byTime = letters.stream()
                .map(MarkedLetter::letter)
                .sorted(Comparator.comparing(StoredLetter::at))
                .toList();
        List<StoredLetter> open = letters.stream()
                .filter(MarkedLetter::open)
                .map(MarkedLetter::letter)
                .sorted(Comparator.comparing(StoredLetter::at).reversed())
                .toList();
        Map<State, Integer> handled = new LinkedHashMap<>();
        letters.forEach(each -> {
            if (each.mark() != null) {
                handled.merge(each.mark().state(), 1, Integer::sum);
            }
        });
        StoredLetter last = byTime.getLast();
        return new LetterGroup(
                last.origin(),
                last.reason(),
                open.size(),
                handled,
                (int) open.stream().filter(each -> each.replays() > 0).count(),
                open.stream().mapToInt(StoredLetter::replays).max().orElse(0),
                byTime.getFirst().at(),
                last.at(),
                last.detail(),
                open.stream().limit(SHOWN).map(StoredLetter::id).toList());
    }
}
