package io.memoryorchestrator.adapter.supabase;

import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.adapter.supabase.SupabaseSettings.LargeUsers;
import io.memoryorchestrator.adapter.supabase.SupabaseSettings.VectorIndex;
import io.memoryorchestrator.api.spi.EmbeddingModelRef;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PartitionIndexTests {
    private static final SupabaseSettings SETTINGS = SupabaseSettings.of("postgres://u:p@h/d")
            .withLargeUsers(new LargeUsers(VectorIndex.IVFFLAT, 50_000, Duration.ZERO, 321, 20));
    private static final String ODD = "o'neill's %d extensions.model; drop table x --".repeat(4);

    @Test
    void theConfiguredParametersAreThoseOfTheIndex() {
        assertThat(index("m", VectorIndex.HNSW).create(SETTINGS, new ExtensionSchema()))
                .contains("using hnsw", "halfvec(3072)", "m = 32, ef_construction = 180", "where model_id = 'm'");
        assertThat(index("m", VectorIndex.IVFFLAT).create(SETTINGS, new ExtensionSchema()))
                .contains("using ivfflat", "lists = 321");
    }

    @Test
    void anyModelIdIsQuotedAndMakesANameThatFits() {
        ExtensionSchema elsewhere = new ExtensionSchema();
        elsewhere.found("my \"schema", 8_006);
        PartitionIndex index = index(ODD, VectorIndex.IVFFLAT);

        assertThat(index.create(SETTINGS, elsewhere))
                .contains("\"my \"\"schema\".halfvec(3072)")
                .endsWith("where model_id = '" + ODD.replace("'", "''") + "'");
        assertThat(index.name()).matches("[a-z0-9_]+").hasSizeLessThan(64);
        assertThat(index.name())
                .isNotEqualTo(index(ODD + "2", VectorIndex.IVFFLAT).name());
    }

    private static PartitionIndex index(String model, VectorIndex kind) {
        return new PartitionIndex("turn_embeddings_p15", new EmbeddingModelRef(model, 3_072), kind);
    }
}
