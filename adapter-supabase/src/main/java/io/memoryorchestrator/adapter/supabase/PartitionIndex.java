package io.memoryorchestrator.adapter.supabase;

import io.memoryorchestrator.adapter.supabase.SupabaseSettings.VectorIndex;
import io.memoryorchestrator.api.model.Sha256;
import io.memoryorchestrator.api.spi.EmbeddingModelRef;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The approximate index of one model's vectors in one partition of {@code turn_embeddings}.
 *
 * @param partition such as {@code turn_embeddings_p03}
 */
record PartitionIndex(String partition, EmbeddingModelRef model, VectorIndex kind) {
    /** As a pattern of {@code like}, all of them. */
    static final String NAMES = "turn\\_embeddings\\_p%\\_near\\_%";

    private static final String CREATE = """
            create index concurrently if not exists %s on memories.%s
            using %s ((embedding::extensions.halfvec(%d)) extensions.halfvec_ip_ops)
            with (%s)
            where model_id = '%s'""";

    /** Tells the model by a digest, for its id may be longer than a name and hold any character. */
    String name() {
        byte[] digest = Sha256.of(model.id());
        return partition + "_near_" + kind.name().toLowerCase(Locale.ROOT) + "_"
                + HexFormat.of().formatHex(digest, 0, 6);
    }

    /** Not possible inside a transaction. */
    String create(SupabaseSettings settings, ExtensionSchema extension) {
        String options = kind == VectorIndex.HNSW
                ? "m = " + settings.hnsw().m() + ", ef_construction = "
                        + settings.hnsw().efConstruction()
                : "lists = " + settings.largeUsers().ivfflatLists();
        return extension
                .in(CREATE)
                .formatted(
                        name(),
                        partition,
                        kind.name().toLowerCase(Locale.ROOT),
                        model.dimensions(),
                        options,
                        model.id().replace("'", "''"));
    }

    static String drop(String name) {
        return "drop index concurrently if exists memories." + name;
    }
}
