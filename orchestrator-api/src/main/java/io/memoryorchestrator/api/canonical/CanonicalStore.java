package io.memoryorchestrator.api.canonical;

import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.spi.MemoryAdapter;
import io.memoryorchestrator.api.spi.RecentTurns;
import io.memoryorchestrator.api.spi.TurnLookup;
import io.memoryorchestrator.api.spi.TurnScan;
import io.memoryorchestrator.api.spi.VectorSearch;
import io.memoryorchestrator.api.spi.WordSearch;
import java.util.List;

/**
 * The one authoritative store. It has every ability that a canonical store needs, and keeps beside the turns what must
 * commit together with them or be the same for every process: the intents ledger, deliveries and backfill progress.
 */
public interface CanonicalStore extends MemoryAdapter, RecentTurns, TurnLookup, WordSearch, VectorSearch, TurnScan {

    /**
     * Brings the schema up to date and makes sure that isolation between users holds; must have succeeded once before the
     * process calls anything else. Several processes may call it at once, and repeating it is harmless.
     *
     * @throws io.memoryorchestrator.api.failure.AdapterException UNAVAILABLE when the database cannot be reached, REJECTED
     *     when isolation would not hold, saying which part
     */
    void prepare();

    /**
     * Stores the turns of a batch of intents and settles their ledger entries, in one transaction: after a failure nothing
     * of it is stored. A batch that was committed before is answered with DUPLICATE receipts and changes nothing. Once it
     * has returned, the turns are found by recency and by words.
     *
     * @return one outcome for each intent, in the order given
     * @throws io.memoryorchestrator.api.failure.AdapterException REJECTED when an intent of the batch spoils the
     *     transaction, so that the caller commits them one by one; retryable kinds when the same batch may pass later
     */
    List<CommitOutcome> commit(List<IntentCommit> batch);

    /** The outline of a session in order of position, empty for one that does not exist: what a transcript is compared with. */
    List<TurnOutline> outline(SessionRef session);

    /** Which intents came in and what became of them. */
    IntentLedger intents();

    /** What has been sent to the other adapters. */
    DeliveryLedger deliveries();

    /** Backfill jobs and how far they are. */
    BackfillLedger backfills();

    /** Which adapters are switched on, and for whom. */
    FlagLedger flags();

    /** What operators have done about dead letters. */
    DeadLetterMarks deadLetterMarks();
}
