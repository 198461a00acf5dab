package io.memoryorchestrator.adapter.supabase;

import com.zaxxer.hikari.HikariDataSource;
import io.memoryorchestrator.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.postgresql.ds.PGSimpleDataSource;

/** The pool that logs in as {@code memory_app}, and single connections of the schema's owner. Opens nothing by itself. */
final class Connections implements AutoCloseable {
    private static final int ALWAYS_OPEN = 2;
    private static final Duration IDLE = Duration.ofMinutes(2);
    private static final Duration VALIDATION = Duration.ofSeconds(1);

    private final SupabaseSettings settings;
    private final DatabaseUrl url;
    private final HikariDataSource pool;

    Connections(SupabaseSettings settings) {
        this.settings = settings;
        this.url = settings.database();
        this.pool = pool();
    }

    /**
     * From the pool; the first one starts it.
     *
     * @throws SQLException also for a thread that has been interrupted: the pool would take each idle connection for dead,
     *     since the interrupt ends the look at it, and close them one after the other
     */
    Connection app() throws SQLException {
        if (Thread.currentThread().isInterrupted()) {
            throw new SQLException("the caller has given up waiting", "57014");
        }
        return pool.getConnection();
    }

    /** As the owner, for migrations and roles, outside the pool. */
    PGSimpleDataSource owner() {
        DatabaseUrl direct = settings.migrationDatabase();
        PGSimpleDataSource source = source(direct, direct.user(), Optional.ofNullable(direct.password()));
        source.setSocketTimeout(0);
        return source;
    }

    /** As {@code memory_app}, outside the pool. */
    Connection appDirectly() throws SQLException {
        return appSource().getConnection();
    }

    /**
     * The login role's password: the configured one, else derived from the owner's. Empty when there is neither; then the
     * role is given none, and can log in only where the server asks for none.
     */
    Optional<Secret> appPassword() {
        if (settings.appPassword() != null) {
            return Optional.of(settings.appPassword());
        }
        return Optional.ofNullable(url.password()).map(Connections::derive);
    }

    String place() {
        return url.place();
    }

    @Override
    public void close() {
        pool.close();
    }

    private HikariDataSource pool() {
        HikariDataSource lazy = new HikariDataSource();
        lazy.setPoolName("memory-orchestrator-supabase");
        lazy.setDataSource(appSource());
        lazy.setMaximumPoolSize(settings.poolSize());
        if (settings.poolSize() > ALWAYS_OPEN) {
            lazy.setMinimumIdle(ALWAYS_OPEN);
            lazy.setIdleTimeout(IDLE.toMillis());
        }
        lazy.setConnectionTimeout(settings.connectionTimeout().toMillis());
        lazy.setValidationTimeout(
                Math.min(VALIDATION.toMillis(), settings.connectionTimeout().toMillis()));
        lazy.setInitializationFailTimeout(-1);
        return lazy;
    }

    private PGSimpleDataSource appSource() {
        return source(url, url.loginName(Caller.APP_ROLE), appPassword());
    }

    private PGSimpleDataSource source(DatabaseUrl where, String user, Optional<Secret> password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL("jdbc:postgresql://" + bracketed(where.host()) + ":" + where.port() + "/");
        source.setDatabaseName(where.database());
        where.parameters().forEach((name, value) -> set(source, name, value));
        source.setUser(user);
        password.ifPresent(secret -> source.setPassword(secret.reveal()));
        source.setApplicationName("memory-orchestrator");
        source.setConnectTimeout((int) Math.max(1, settings.connectionTimeout().toSeconds()));
        source.setLoginTimeout((int) Math.max(1, settings.connectionTimeout().toSeconds()));
        // The server ends a statement in time; this frees the thread when the server itself has gone silent.
        source.setSocketTimeout((int) settings.statementTimeout().toSeconds() + 5);
        source.setTcpKeepAlive(true);
        source.setLogServerErrorDetail(false);
        source.setAssumeMinServerVersion("15");
        if (settings.throughTransactionPooler()) {
            source.setPrepareThreshold(0);
        }
        return source;
    }

    private static void set(PGSimpleDataSource source, String name, String value) {
        try {
            source.setProperty(name, value);
        } catch (SQLException e) {
            throw new IllegalArgumentException("The database URL cannot be used: the driver does not take " + name, e);
        }
    }

    private static String bracketed(String host) {
        return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    private static Secret derive(Secret owner) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(owner.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] derived = mac.doFinal("memory-orchestrator:login:memory_app".getBytes(StandardCharsets.UTF_8));
            return Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(derived));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", impossible);
        }
    }
}
