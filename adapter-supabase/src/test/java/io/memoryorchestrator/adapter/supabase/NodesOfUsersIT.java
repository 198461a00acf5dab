package io.memoryorchestrator.adapter.supabase;

import static io.memoryorchestrator.adapter.supabase.TestStore.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.api.node.Document;
import io.memoryorchestrator.api.node.KeyValue;
import io.memoryorchestrator.api.node.NodeDraft;
import io.memoryorchestrator.api.node.NodeEmbedding;
import io.memoryorchestrator.api.node.NodeEntry;
import io.memoryorchestrator.api.node.NodeKind;
import io.memoryorchestrator.api.node.NodeOutcome;
import io.memoryorchestrator.api.node.NodeRef;
import io.memoryorchestrator.api.node.NodeStore;
import io.memoryorchestrator.api.spi.EmbeddingModelRef;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Memory nodes are a part of what is stored about a user: they go out, come in and go with everything else. */
class NodesOfUsersIT {
    private static TestStore store;

    @BeforeAll
    static void open() {
        store = TestStore.open("nodes_of_users");
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @Test
    void anExportHoldsTheNodesAndRestoresThemForAnother() {
        OneOfEachNode.keep(store.adapter().nodes(), new NodeRef(user("ada"), "notes"));
        List<String> lines = new ArrayList<>();
        store.adapter().archive().export(user("ada"), lines::add);

        store.adapter().archive().restore(user("grace"), lines.stream());

        List<NodeEntry> given = entries(user("ada"));
        assertThat(given).hasSize(15);
        assertThat(entries(user("grace")))
                .extracting(entry -> entry.kind() + " " + entry.key() + " " + entry.createdAt()
                        + entry.value().fields())
                .isEqualTo(given.stream()
                        .map(entry -> entry.kind() + " " + entry.key() + " " + entry.createdAt()
                                + entry.value().fields())
                        .toList());
    }

    @Test
    void anErasureLeavesNoRowAndNothingIsStoredAfterIt() {
        NodeRef node = new NodeRef(user("erased"), "notes");
        OneOfEachNode.keep(store.adapter().nodes(), node);

        store.adapter().erasures().erase(UUID.randomUUID(), node.user(), null);

        assertThat(rowsOf(node.user())).isZero();
        assertThat(store.adapter().nodes().put(node, NodeDraft.of("k", new KeyValue(1))))
                .isEqualTo(NodeOutcome.Reason.USER_ERASED.refused());
        assertThat(rowsOf(node.user())).isZero();
    }

    @Test
    void aDocumentIsReadWithTheVectorsOfItsChunksOnlyWhenTheyAreWanted() {
        NodeRef node = new NodeRef(user("reader"), "notes");
        NodeStore nodes = store.adapter().nodes();
        Document.Chunk chunk =
                new Document.Chunk("trams", new NodeEmbedding(new EmbeddingModelRef("m", 2), new float[] {0, 1}));
        nodes.put(node, NodeDraft.of("d", new Document("c", "", List.of(chunk))));

        assertThat(nodes.get(node, NodeKind.DOCUMENT, "d", false).orElseThrow().value())
                .isEqualTo(new Document("c", "", List.of(new Document.Chunk("trams", null))));
        assertThat(nodes.get(node, NodeKind.DOCUMENT, "d", true).orElseThrow().value())
                .isEqualTo(new Document("c", "", List.of(chunk)));
    }

    @Test
    void nodesGoWithTheUserOfSupabase() {
        UUID id = UUID.randomUUID();
        UserRef user = user(id.toString());
        store.execute("insert into auth.users (id) values ('" + id + "')");
        OneOfEachNode.keep(store.adapter().nodes(), new NodeRef(user, "notes"));

        store.execute("delete from auth.users where id = '" + id + "'");

        assertThat(rowsOf(user)).isZero();
    }

    private static List<NodeEntry> entries(UserRef user) {
        List<NodeEntry> entries = new ArrayList<>();
        store.adapter().nodes().export(user, entries::add);
        return entries;
    }

    private static long rowsOf(UserRef user) {
        UUID key = new UserKey("default").of(user);
        long rows = store.number("select count(*) from memories.node_document_chunks where user_id = '" + key + "'");
        for (NodeTable table : NodeTable.values()) {
            rows += store.number("select count(*) from " + table.table() + " where user_id = '" + key + "'");
        }
        return rows;
    }
}
