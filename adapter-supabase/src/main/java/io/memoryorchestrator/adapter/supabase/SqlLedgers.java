package io.memoryorchestrator.adapter.supabase;

import io.memoryorchestrator.api.canonical.BackfillLedger;
import io.memoryorchestrator.api.canonical.DeadLetterMarks;
import io.memoryorchestrator.api.canonical.DeliveryLedger;
import io.memoryorchestrator.api.canonical.FlagLedger;
import io.memoryorchestrator.api.canonical.IntentLedger;

/** What is kept beside the turns because it commits with them or is the same for every process. */
record SqlLedgers(
        IntentLedger intents,
        DeliveryLedger deliveries,
        DeadLetterMarks deadLetterMarks,
        BackfillLedger backfills,
        FlagLedger flags) {

    static SqlLedgers of(Database database, UserKey keys) {
        return new SqlLedgers(
                new SqlIntentLedger(database, keys),
                new SqlDeliveryLedger(database, keys),
                new SqlDeadLetterMarks(database),
                new SqlBackfillLedger(database),
                new SqlFlagLedger(database, keys));
    }
}
