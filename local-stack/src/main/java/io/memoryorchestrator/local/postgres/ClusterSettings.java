package io.memoryorchestrator.local.postgres;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The settings a local cluster gets on top of PostgreSQL's own defaults, as text for a configuration file. */
final class ClusterSettings {

    private ClusterSettings() {}

    /** @param preloaded extensions that only work when the server loads them at its start */
    static String text(PostgresOptions options, int port, List<String> preloaded) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("listen_addresses", "127.0.0.1");
        settings.put("port", Integer.toString(port));
        // No sockets: none can go stale or have a path that is too long, and no other folder is needed.
        settings.put("unix_socket_directories", "");
        settings.put("max_connections", "200");
        settings.put("shared_buffers", "256MB");
        settings.put("max_wal_size", "2GB");
        settings.put("jit", "off");
        settings.put("timezone", "UTC");
        settings.put("log_timezone", "UTC");
        settings.put("logging_collector", "off");
        settings.put("log_line_prefix", "%m [%p] %q%u@%d ");
        // What users wrote must not reach the log through a failed statement or the "failing row" of its detail.
        settings.put("log_min_error_statement", "panic");
        settings.put("log_error_verbosity", "terse");
        if (!options.durable()) {
            settings.put("fsync", "off");
            settings.put("synchronous_commit", "off");
            settings.put("full_page_writes", "off");
        }
        settings.put("shared_preload_libraries", String.join(",", preloaded));
        if (preloaded.contains(PostgresInstallation.PG_CRON)) {
            settings.put("cron.database_name", options.database());
            // Jobs then need no password of their own to log in with.
            settings.put("cron.use_background_workers", "on");
            settings.put("max_worker_processes", "16");
        }
        return settings.entrySet().stream()
                .map(each -> each.getKey() + " = '" + each.getValue().replace("'", "''") + "'\n")
                .collect(Collectors.joining());
    }
}
