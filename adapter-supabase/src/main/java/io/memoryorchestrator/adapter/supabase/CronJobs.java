package io.memoryorchestrator.adapter.supabase;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has pg_cron do what is to be done again and again, where the extension is there. Times are written with five fields and
 * in GMT, as every version takes them.
 */
final class CronJobs {
    private static final Logger LOG = LoggerFactory.getLogger(CronJobs.class);

    /** On Supabase the extension is switched on by its owner; elsewhere it can be had where it is loaded for this database. */
    private static final String CREATE = """
            do $$
            begin
                if current_setting('cron.database_name', true) = current_database()
                    and (select rolsuper from pg_catalog.pg_roles where rolname = current_user) then
                    create extension if not exists pg_cron;
                end if;
            end
            $$""";
    /** Jobs run as who schedules them, and forced policies would show an owner without BYPASSRLS no rows. */
    private static final String POSSIBLE = """
            select exists (select from pg_catalog.pg_extension where extname = 'pg_cron')
               and (select rolsuper or rolbypassrls from pg_catalog.pg_roles where rolname = current_user)""";

    private static final String SCHEDULE = """
            select cron.schedule('memories-sessions', '*/5 * * * *', 'select memories.session_tick(10000)');
            select cron.schedule('memories-retention', '* 3 * * *', 'select memories.retention_tick(20000)');
            select cron.schedule('memories-cron-history', '17 4 * * *',
                $job$delete from cron.job_run_details where end_time < now() - interval '7 days'$job$)""";

    private volatile boolean scheduled;

    /** Scheduling again replaces a job by itself. */
    void schedule(PGSimpleDataSource owner) {
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(CREATE);
            try (ResultSet possible = statement.executeQuery(POSSIBLE)) {
                possible.next();
                scheduled = possible.getBoolean(1);
            }
            if (scheduled) {
                statement.execute(SCHEDULE);
            }
        } catch (SQLException e) {
            scheduled = false;
            LOG.warn(
                    "pg_cron is there and takes no jobs, so this process does them: {}",
                    SupabaseFailures.of("schedule jobs", e).getMessage());
        }
        LOG.info("Sessions and retention are looked after by {}", scheduled ? "pg_cron" : "the service itself");
    }

    boolean scheduled() {
        return scheduled;
    }
}
