package io.memoryorchestrator.server.recall;

import static io.memoryorchestrator.server.recall.Said.NOW;
import static io.memoryorchestrator.server.recall.Said.turn;

import io.memoryorchestrator.api.intent.FetchedContext;
import io.memoryorchestrator.api.model.ContextItem;
import io.memoryorchestrator.api.model.Role;
import io.memoryorchestrator.api.node.NodeSearch;
import io.memoryorchestrator.api.spi.NoteSearch;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** An engine over what Ann has said, and over notes and nodes where a test adds some. */
final class Remembered {
    final FakeStore store = new FakeStore();
    Optional<NoteSearch> notes = Optional.empty();
    Optional<NodeSearch> nodes = Optional.empty();

    Remembered() {
        store.turns.add(turn("a", 0, Role.USER, 20, "My sister Klara moved to Lisbon in spring."));
        store.turns.add(turn("a", 1, Role.ASSISTANT, 20, "Lisbon is lovely, did she take her dog along?"));
        store.turns.add(turn("a", 2, Role.USER, 20, "Yes, Bruno travelled in the car with her."));
        store.turns.add(turn("b", 0, Role.USER, 3, "I broke my bicycle yesterday."));
        store.turns.add(turn("b", 1, Role.ASSISTANT, 3, "I suggest the repair shop at the harbour."));
        engine().warmUp();
    }

    RecallEngine engine() {
        return new RecallEngine(
                store,
                new WordBagEmbedder(),
                Optional.empty(),
                () -> notes,
                nodes,
                RecallSettings.defaults(),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    static List<String> texts(FetchedContext context) {
        return context.items().stream().map(ContextItem::text).toList();
    }
}
