package io.memoryorchestrator.api.spi;

/** What an adapter may be able to do beyond the core, each with the interface that it then implements. */
public enum Ability {
    /** {@link RecentTurns}. */
    RECENT_TURNS(RecentTurns.class),
    /** {@link TurnLookup}. */
    TURN_LOOKUP(TurnLookup.class),
    /** {@link WordSearch}. */
    WORD_SEARCH(WordSearch.class),
    /** {@link VectorSearch}. */
    VECTOR_SEARCH(VectorSearch.class),
    /** {@link NoteSearch}. */
    NOTE_SEARCH(NoteSearch.class),
    /** {@link AsyncStore}. */
    ASYNC_STORE(AsyncStore.class),
    /** {@link CircuitGuarded}. */
    CIRCUIT_GUARDED(CircuitGuarded.class),
    /** {@link TurnScan}. */
    TURN_SCAN(TurnScan.class),

    /** {@link HotContext}. */
    HOT_CONTEXT(HotContext.class);

    private final Class<?> type;

    Ability(Class<?> type) {
        this.type = type;
    }

    /** The interface that an adapter with this ability implements. */
    public Class<?> type() {
        return type;
    }
}
