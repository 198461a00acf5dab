package io.memoryorchestrator.adapter.supabase;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is known to be wrong with older versions, told and not refused: none of it lets one user read another's rows through
 * this adapter, and whoever is hosted cannot choose the minor version.
 */
final class KnownFaults {
    /**
     * The first minor of each major without CVE-2025-8713, by which statistics of partitioned tables leak values past
     * row-level security to who may write SQL of their own, and CVE-2026-14662, an overflow in tsvector.
     */
    private static final Map<Integer, Integer> SAFE_SERVERS = Map.of(15, 150_019, 17, 170_011);

    /** 0.8.4 closed the last fault known to damage HNSW when rows are deleted. */
    private static final int SAFE_VACUUM = 8_004;

    private KnownFaults() {}

    /**
     * @param server as {@code server_version_num}
     * @param vector as {@link Preflight#number} makes it
     */
    static List<String> of(int server, int vector) {
        List<String> faults = new ArrayList<>();
        int safe = SAFE_SERVERS.getOrDefault(server / 10_000, 0);
        if (server < safe) {
            faults.add("The server is PostgreSQL " + spoken(server)
                    + ", which has CVE-2025-8713 or CVE-2026-14662: upgrade to " + spoken(safe));
        }
        if (vector < ExtensionSchema.SAFE_PARALLEL_BUILDS) {
            faults.add(
                    "pgvector before 0.8.2 has CVE-2026-3172, an overflow in parallel builds of HNSW: indexes are built"
                            + " without parallel workers. Upgrade it: alter extension vector update");
        } else if (vector < SAFE_VACUUM) {
            faults.add(
                    "pgvector before 0.8.4 can damage HNSW when many rows are deleted: upgrade it (alter extension vector"
                            + " update), or search large users exactly (orchestrator.adapter.supabase.large-users.index=none)");
        }
        return faults;
    }

    private static String spoken(int version) {
        return version / 10_000 + "." + version % 10_000;
    }
}
