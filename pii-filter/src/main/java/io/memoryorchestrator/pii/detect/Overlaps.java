package io.memoryorchestrator.pii.detect;

import io.memoryorchestrator.pii.Finding;
import io.memoryorchestrator.pii.PiiType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Makes one decision where several detectors claim the same text. Between identifiers the claims are joined, so that no part of either
 * value is left standing, and the surer one names the type. Names, places and the like give way to identifiers.
 */
final class Overlaps {

    private static final Set<PiiType> SOFT = EnumSet.of(
            PiiType.PERSON,
            PiiType.PLACE,
            PiiType.ORGANISATION,
            PiiType.DATE,
            PiiType.AGE,
            PiiType.NATIONALITY,
            PiiType.JOB_TITLE,
            PiiType.POSTCODE,
            PiiType.ADDRESS);

    private static final Comparator<Finding> BY_POSITION = Comparator.comparingInt(Finding::start)
            .thenComparing(Comparator.comparingInt(Finding::end).reversed())
            .thenComparing(Comparator.comparingDouble(Finding::confidence).reversed())
            .thenComparing(Finding::type);

    private Overlaps() {}

    static List<Finding> resolve(List<Finding> found) {
        if (found.size() < 2) {
            return found;
        }
        List<Finding> sorted = new ArrayList<>(found);
        sorted.sort(BY_POSITION);
        List<Finding> hard =
                joined(sorted.stream().filter(f -> !SOFT.contains(f.type())).toList());
        List<Finding> soft =
                joined(sorted.stream().filter(f -> SOFT.contains(f.type())).toList());
        return merged(hard, soft);
    }

    private static List<Finding> joined(List<Finding> sorted) {
        List<Finding> chosen = new ArrayList<>(sorted.size());
        for (Finding next : sorted) {
            Finding last = chosen.isEmpty() ? null : chosen.getLast();
            if (last == null || next.start() >= last.end()) {
                chosen.add(next);
            } else {
                chosen.set(chosen.size() - 1, join(last, next));
            }
        }
        return chosen;
    }

    private static Finding join(Finding first, Finding second) {
        boolean secondNames = second.confidence() > first.confidence()
                && (second.length() >= first.length() || second.end() > first.end());
        Finding named = secondNames ? second : first;
        return new Finding(
                named.type(),
                first.start(),
                Math.max(first.end(), second.end()),
                Math.max(first.confidence(), second.confidence()),
                named.detector());
    }

    /** Both lists are sorted and free of overlap; a soft finding that touches a hard one is dropped. */
    private static List<Finding> merged(List<Finding> hard, List<Finding> soft) {
        List<Finding> all = new ArrayList<>(hard.size() + soft.size());
        int h = 0;
        for (Finding candidate : soft) {
            while (h < hard.size() && hard.get(h).end() <= candidate.start()) {
                all.add(hard.get(h++));
            }
            if (h == hard.size() || hard.get(h).start() >= candidate.end()) {
                all.add(candidate);
            }
        }
        all.addAll(hard.subList(h, hard.size()));
        return all;
    }
}
