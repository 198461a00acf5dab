package io.memoryorchestrator.adapter.supabase;

import io.memoryorchestrator.api.canonical.AuditLog;
import io.memoryorchestrator.api.canonical.Erasures;
import io.memoryorchestrator.api.canonical.Memories;
import io.memoryorchestrator.api.canonical.Retention;
import io.memoryorchestrator.api.canonical.SessionStore;
import io.memoryorchestrator.api.canonical.Stewardship;
import io.memoryorchestrator.api.canonical.UserArchive;

/** What looks after memory; all of it writes the one audit. */
record SqlStewardship(
        SessionStore sessions,
        Retention retention,
        Erasures erasures,
        UserArchive archive,
        Memories memories,
        AuditLog audit)
        implements Stewardship {

    static SqlStewardship of(
            Database database,
            UserKey keys,
            AuditTrail trail,
            CronJobs cron,
            Forgetting forgetting,
            IndexCleaning cleaning,
            ExportLimits exports) {
        return new SqlStewardship(
                new SqlSessions(database, keys, trail),
                new SqlRetention(database, keys, trail, cron),
                new SqlErasures(database, keys, forgetting, cleaning, trail),
                new SqlArchive(database, keys, trail, exports),
                new SqlMemories(database, keys, trail),
                new SqlAudit(database, keys, trail));
    }
}
