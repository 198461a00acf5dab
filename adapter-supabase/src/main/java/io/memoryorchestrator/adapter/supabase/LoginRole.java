package io.memoryorchestrator.adapter.supabase;

import io.memoryorchestrator.api.model.Secret;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees to it that {@code memory_app} can log in, and changes its password only when it cannot. */
final class LoginRole {
    private static final Logger LOG = LoggerFactory.getLogger(LoginRole.class);
    private static final String WRONG_LOGIN_CLASS = "28";

    private LoginRole() {}

    static void ensure(Connections connections) {
        try (Connection connection = connections.appDirectly()) {
            connection.isValid(1);
            return;
        } catch (SQLException e) {
            if (e.getSQLState() == null || !e.getSQLState().startsWith(WRONG_LOGIN_CLASS)) {
                throw SupabaseFailures.of("log in as " + Caller.APP_ROLE, e);
            }
        }
        setPassword(connections);
        try (Connection connection = connections.appDirectly()) {
            connection.isValid(1);
        } catch (SQLException e) {
            throw SupabaseFailures.of("log in as " + Caller.APP_ROLE + " with its new password", e);
        }
    }

    private static void setPassword(Connections connections) {
        Optional<Secret> password = connections.appPassword();
        if (password.isEmpty()) {
            throw SupabaseFailures.rejected("The role " + Caller.APP_ROLE + " has no password: set"
                    + " orchestrator.adapter.supabase.app-password, or give the database URL the owner's password, from"
                    + " which one is derived");
        }
        try (Connection owner = connections.owner().getConnection()) {
            // Sends a salted verifier: the password itself appears in no statement and so in no log.
            owner.unwrap(PGConnection.class)
                    .alterUserPassword(Caller.APP_ROLE, password.get().reveal().toCharArray(), "scram-sha-256");
            LOG.info("Set the password of the login role {}", Caller.APP_ROLE);
        } catch (SQLException e) {
            throw SupabaseFailures.of("set the password of the role " + Caller.APP_ROLE, e);
        }
    }
}
