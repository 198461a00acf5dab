package io.memoryorchestrator.server.config;

import io.memoryorchestrator.api.canonical.CanonicalStore;
import io.memoryorchestrator.api.canonical.Stewardship;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in plain words that no database is configured, instead of naming a missing bean. */
class MissingDatabaseAnalyzer extends AbstractFailureAnalyzer<NoSuchBeanDefinitionException> {
    /** What the canonical store alone offers. */
    private static final Set<Class<?>> OF_THE_STORE = Set.of(CanonicalStore.class, Stewardship.class);

    static final String WHAT = "No database is configured, and without one nothing can be remembered.";

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable root, NoSuchBeanDefinitionException cause) {
        return isOfTheStore(cause)
                ? new FailureAnalysis(
                        WHAT,
                        "Set SUPABASE_DB_URL (or orchestrator.adapter.supabase.url) to a PostgreSQL with pgvector,"
                                + " such as postgresql://{user}:{password}@{host}:5432/{database}; './memctl up' starts a"
                                + " local one.",
                        cause)
                : null;
    }

    static boolean isOfTheStore(Throwable failure) {
        return failure instanceof NoSuchBeanDefinitionException missing
                && missing.getBeanType() != null
                && OF_THE_STORE.contains(missing.getBeanType());
    }
}
