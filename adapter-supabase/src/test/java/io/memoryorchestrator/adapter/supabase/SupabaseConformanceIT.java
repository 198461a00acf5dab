package io.memoryorchestrator.adapter.supabase;

import io.memoryorchestrator.api.spi.MemoryAdapter;
import io.memoryorchestrator.local.postgres.LocalPostgres;
import io.memoryorchestrator.local.postgres.PostgresUrl;
import io.memoryorchestrator.tck.AllContracts;
import io.memoryorchestrator.tck.backend.Backends;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;

class SupabaseConformanceIT implements AllContracts {
    private static final String PASSWORD_ELSEWHERE = "s3cret-of-nobody";

    @Override
    public MemoryAdapter make() {
        SupabaseAdapter adapter = new SupabaseAdapter(TestStore.settings(database()));
        adapter.prepare();
        return adapter;
    }

    private static PostgresUrl database() {
        return Backends.require(
                "Postgres", PostgresUrl.class, () -> LocalPostgres.forTests().createDatabase("conformance"));
    }

    @Override
    public Optional<MemoryAdapter> makeAt(InetSocketAddress backend) {
        String url = "postgresql://postgres:%s@%s:%d/postgres"
                .formatted(PASSWORD_ELSEWHERE, backend.getAddress().getHostAddress(), backend.getPort());
        return Optional.of(new SupabaseAdapter(SupabaseSettings.of(url)));
    }

    @Override
    public Set<String> secrets() {
        return Set.of(database().password(), PASSWORD_ELSEWHERE);
    }
}
