package io.memoryorchestrator.server.config;

import io.memoryorchestrator.api.canonical.CanonicalStore;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in plain words that no database is configured, instead of naming a missing bean. */
class MissingDatabaseAnalyzer extends AbstractFailureAnalyzer<NoSuchBeanDefinitionException> {
    @Override
    protected @Nullable FailureAnalysis analyze(Throwable root, NoSuchBeanDefinitionException cause) {
        if (cause.getBeanType() != CanonicalStore.class) {
            return null;
        }
        return new FailureAnalysis(
                "No database is configured, and without one nothing can be remembered.",
                "Set SUPABASE_DB_URL (or orchestrator.adapter.supabase.url) to a PostgreSQL with pgvector,"
                        + " such as postgresql://user:password@host:5432/database; './memctl up' starts a local one.",
                cause);
    }
}
