package io.memoryorchestrator.server.node;

import io.memoryorchestrator.api.node.NodeDraft;
import io.memoryorchestrator.api.node.NodeEntry;
import io.memoryorchestrator.api.node.NodeFilter;
import io.memoryorchestrator.api.node.NodeKind;
import io.memoryorchestrator.api.node.NodeLimits;
import io.memoryorchestrator.api.node.NodeOutcome;
import io.memoryorchestrator.api.node.NodeQuery;
import io.memoryorchestrator.api.node.NodeRef;
import io.memoryorchestrator.server.audit.Audited;
import io.memoryorchestrator.server.identity.Access;
import io.memoryorchestrator.server.problem.NodeRefusedException;
import io.memoryorchestrator.server.problem.NotFoundException;
import io.memoryorchestrator.server.retention.LegalHolds;
import io.memoryorchestrator.server.wire.AnswerPage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Values of memory nodes: put, get, delete, query. The node is the caller's own, or that of the user whom {@code userId}
 * names; somebody else's is as absent as one that never was.
 */
@RestController
@RequestMapping(path = "/v1/nodes/{nodeId}", produces = "application/json")
class NodeController {
    /** Each may have a million characters. */
    private static final int DOCUMENTS = 5;

    private final NodeStores stores;
    private final NodeRequests requests;
    private final LegalHolds holds;
    private final Audited audited;

    NodeController(NodeStores stores, NodeRequests requests, LegalHolds holds, Audited audited) {
        this.stores = stores;
        this.requests = requests;
        this.holds = holds;
        this.audited = audited;
    }

    /** Writes a value under a key, or under a new one that the answer tells. */
    @PutMapping(
            path = {"/{kind}", "/{kind}/{key}"},
            consumes = "application/json")
    ResponseEntity<Map<String, @Nullable Object>> put(
            Access access,
            @PathVariable String nodeId,
            @PathVariable String kind,
            @PathVariable(required = false) @Nullable String key,
            @RequestParam(required = false) @Nullable String tenantId,
            @RequestParam(required = false) @Nullable String userId,
            @RequestBody byte[] body) {
        NodeRef node = node(access, tenantId, userId, nodeId);
        String name = key == null ? UUID.randomUUID().toString() : key;
        NodeDraft draft = requests.draft(node, kind(kind), name, body);
        return switch (audited.by(access, () -> stores.store().put(node, draft))) {
            case NodeOutcome.Stored(NodeEntry entry, boolean created) ->
                ResponseEntity.status(created ? HttpStatus.CREATED : HttpStatus.OK)
                        .body(NodeJson.of(entry, false));
            case NodeOutcome.Refused refused -> throw new NodeRefusedException(refused);
        };
    }

    @GetMapping("/{kind}/{key}")
    Map<String, @Nullable Object> get(
            Access access,
            @PathVariable String nodeId,
            @PathVariable String kind,
            @PathVariable String key,
            @RequestParam(required = false) @Nullable String tenantId,
            @RequestParam(required = false) @Nullable String userId,
            @RequestParam(defaultValue = "false") boolean embeddings) {
        NodeRef node = node(access, tenantId, userId, nodeId);
        NodeEntry found = stores.store().get(node, kind(kind), key, embeddings).orElseThrow(NodeController::absent);
        audited.read(access, "node.read", node.user(), object(node, kind, key));
        return NodeJson.of(found, embeddings);
    }

    /** All values of a kind in their natural order; {@code next} is the offset of the rest. */
    @GetMapping("/{kind}")
    Map<String, @Nullable Object> list(
            Access access,
            @PathVariable String nodeId,
            @PathVariable String kind,
            @RequestParam(required = false) @Nullable String tenantId,
            @RequestParam(required = false) @Nullable String userId,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(defaultValue = "0") int offset,
            @RequestParam(defaultValue = "false") boolean embeddings) {
        NodeQuery.Select query =
                NodeFaults.told(() -> new NodeQuery.Select(kind(kind), NodeFilter.NONE, null, limit, offset));
        NodeRef node = node(access, tenantId, userId, nodeId);
        Map<String, @Nullable Object> page = selected(node, query, embeddings);
        audited.read(access, "node.list", node.user(), object(node, kind, null));
        return page;
    }

    @PostMapping(path = "/{kind}/query", consumes = "application/json")
    Map<String, @Nullable Object> query(
            Access access,
            @PathVariable String nodeId,
            @PathVariable String kind,
            @RequestParam(required = false) @Nullable String tenantId,
            @RequestParam(required = false) @Nullable String userId,
            @RequestParam(defaultValue = "false") boolean embeddings,
            @RequestBody byte[] body) {
        NodeRef node = node(access, tenantId, userId, nodeId);
        NodeQuery query = requests.query(node, kind(kind), body);
        Map<String, @Nullable Object> found = query instanceof NodeQuery.Select select
                ? selected(node, select, embeddings)
                : answer(matches(node, query, embeddings));
        audited.read(access, "node.query", node.user(), object(node, kind, null));
        return found;
    }

    @DeleteMapping("/{kind}/{key}")
    ResponseEntity<Void> delete(
            Access access,
            @PathVariable String nodeId,
            @PathVariable String kind,
            @PathVariable String key,
            @RequestParam(required = false) @Nullable String tenantId,
            @RequestParam(required = false) @Nullable String userId) {
        NodeRef node = node(access, tenantId, userId, nodeId);
        NodeKind of = kind(kind);
        holds.refuseIfHeld(node.user());
        if (!audited.by(access, () -> stores.store().delete(node, of, key))) {
            throw absent();
        }
        return ResponseEntity.noContent().build();
    }

    /** Removes all values of a kind, or of every kind. */
    @DeleteMapping({"", "/{kind}"})
    Map<String, Object> clear(
            Access access,
            @PathVariable String nodeId,
            @PathVariable(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String tenantId,
            @RequestParam(required = false) @Nullable String userId) {
        NodeRef node = node(access, tenantId, userId, nodeId);
        NodeKind of = kind == null ? null : kind(kind);
        holds.refuseIfHeld(node.user());
        return Map.of("removed", audited.by(access, () -> stores.store().clear(node, of)));
    }

    private Map<String, @Nullable Object> selected(NodeRef node, NodeQuery.Select select, boolean embeddings) {
        int piece = select.kind() == NodeKind.DOCUMENT ? DOCUMENTS : AnswerPage.PIECE;
        // The last messages are wanted, in the order in which they were said: pieces come from the end.
        boolean fromTheEnd = select.kind() == NodeKind.MESSAGE && select.words() == null;
        AnswerPage<Integer> page = AnswerPage.of(select.limit(), piece, select.offset(), (offset, count) -> {
            int at = offset == null ? 0 : offset;
            List<Map<String, @Nullable Object>> found = matches(node, select.piece(at, count, embeddings), embeddings);
            boolean more = found.size() == count && at + count <= NodeLimits.PER_KIND;
            return new AnswerPage<>(fromTheEnd ? found.reversed() : found, more ? at + count : null);
        });
        Map<String, @Nullable Object> json = answer(fromTheEnd ? page.items().reversed() : page.items());
        json.put("next", page.next());
        return json;
    }

    private List<Map<String, @Nullable Object>> matches(NodeRef node, NodeQuery query, boolean embeddings) {
        return NodeFaults.told(() -> stores.store().query(node, query)).stream()
                .map(match -> NodeJson.of(match, embeddings))
                .toList();
    }

    private static Map<String, @Nullable Object> answer(List<Map<String, @Nullable Object>> matches) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("matches", matches);
        return json;
    }

    private static String object(NodeRef node, @Nullable String kind, @Nullable String key) {
        return Stream.of(node.nodeId(), kind, key).filter(Objects::nonNull).collect(Collectors.joining("/"));
    }

    private static NodeRef node(Access access, @Nullable String tenantId, @Nullable String userId, String nodeId) {
        return NodeFaults.told(() -> new NodeRef(access.actingFor(tenantId, userId), nodeId));
    }

    private static NodeKind kind(String pathName) {
        return NodeFaults.told(() -> NodeKind.of(pathName));
    }

    private static NotFoundException absent() {
        return new NotFoundException("There is no such value in this node");
    }
}
