package io.memoryorchestrator.adapter.supabase;

import io.memoryorchestrator.api.spi.AdapterHealth;

/** Makes the database ready for use, tells whether it is, and lets go of it. */
final class Preparation implements AutoCloseable {
    private final Connections connections;
    private final ExtensionSchema extension;
    private final CronJobs cron;
    private final Lookout lookout;
    private final HealthCheck health;
    private volatile boolean prepared;

    Preparation(Connections connections, ExtensionSchema extension, CronJobs cron, Lookout lookout) {
        this.connections = connections;
        this.extension = extension;
        this.cron = cron;
        this.lookout = lookout;
        this.health = new HealthCheck(connections);
    }

    void run() {
        SchemaMigration.run(connections.owner(), connections.place());
        LoginRole.ensure(connections);
        Preflight.run(connections, extension);
        AuditedTables.grant(connections.owner());
        cron.schedule(connections.owner());
        prepared = true;
        lookout.start();
    }

    AdapterHealth check() {
        return health.check(prepared);
    }

    @Override
    public void close() {
        lookout.close();
        connections.close();
    }

    String place() {
        return connections.place();
    }
}
