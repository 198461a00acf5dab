package io.memoryorchestrator.server.ops;

import io.memoryorchestrator.api.canonical.DeadLetterMarks.Mark;
import io.memoryorchestrator.server.deadletter.DeadLetterDesk;
import io.memoryorchestrator.server.deadletter.LetterGroup;
import io.memoryorchestrator.server.deadletter.MarkedLetter;
import io.memoryorchestrator.server.deadletter.Replayed;
import io.memoryorchestrator.server.deadletter.StoredLetter;
import io.memoryorchestrator.server.identity.Access;
import io.memoryorchestrator.server.problem.NotFoundException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows what was set aside and why, puts it back, or lets it be. */
@RestController
@RequestMapping(path = "/v1/ops/dead-letters", produces = "application/json")
class DeadLetterController {
    private final DeadLetterDesk desk;

    DeadLetterController(DeadLetterDesk desk) {
        this.desk = desk;
    }

    /** By topic and reason, those with most open letters first. */
    @GetMapping
    Map<String, Object> list() {
        DeadLetterDesk.Overview overview = desk.overview();
        return Map.of(
                "open", overview.groups().stream().mapToInt(LetterGroup::open).sum(),
                "complete", overview.complete(),
                "groups",
                        overview.groups().stream()
                                .map(DeadLetterController::json)
                                .toList());
    }

    @GetMapping("/{id}")
    Map<String, @Nullable Object> show(@PathVariable String id) {
        return desk.show(id)
                .map(DeadLetterController::json)
                .orElseThrow(() -> new NotFoundException(
                        "There is no dead letter with this id: its retention may have ended, see the list"));
    }

    /** Handles up to {@code limit} letters and says how many are left; whoever wants a rate calls it in its pace. */
    @PostMapping(path = "/replay", consumes = "application/json")
    Map<String, Object> replay(@RequestBody DeadLetterRequest request, Access access) {
        Replayed done = desk.replay(
                request.selection(),
                request.most(),
                request.isDryRun(),
                access.caller().actor());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("dryRun", done.dryRun());
        for (Replayed.Outcome outcome : Replayed.Outcome.values()) {
            json.put(outcome.word(), done.count(outcome));
        }
        json.put("left", done.left());
        json.put(
                "letters",
                done.steps().stream()
                        .map(step -> Map.of(
                                "id", step.id(),
                                "topic", step.topic(),
                                "reason", step.reason(),
                                "outcome", step.outcome().word()))
                        .toList());
        return json;
    }

    @PostMapping(path = "/discard", consumes = "application/json")
    Map<String, Object> discard(@RequestBody DeadLetterRequest request, Access access) {
        return Map.of(
                "discarded", desk.discard(request.selection(), access.caller().actor(), request.why()));
    }

    private static Map<String, Object> json(LetterGroup group) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("topic", group.topic());
        json.put("reason", group.reason());
        json.put("open", group.open());
        Map<String, Integer> handled = new TreeMap<>();
        group.handled().forEach((state, count) -> handled.put(state.name(), count));
        json.put("handled", handled);
        json.put("looping", group.looping());
        json.put("mostReplays", group.mostReplays());
        json.put("firstSeen", group.firstSeen().toString());
        json.put("lastSeen", group.lastSeen().toString());
        json.put("detail", group.detail());
        json.put("latest", group.latest());
        return json;
    }

    private static Map<String, @Nullable Object> json(MarkedLetter marked) {
        StoredLetter letter = marked.letter();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", letter.id());
        json.put("topic", letter.origin());
        json.put("key", letter.key());
        json.put("reason", letter.reason());
        json.put("detail", letter.detail());
        json.put("at", letter.at().toString());
        json.put("replays", letter.replays());
        json.put("root", letter.root());
        json.put("headers", new TreeMap<>(letter.headers()));
        json.put("payload", letter.payload());
        Mark mark = marked.mark();
        json.put("state", mark == null ? "OPEN" : mark.state().name());
        if (mark != null) {
            json.put("by", mark.actor());
            json.put("because", mark.because());
            json.put("handledAt", mark.at().toString());
        }
        return json;
    }
}
