package io.memoryorchestrator.server.node;

import io.memoryorchestrator.api.node.NodeDraft;
import io.memoryorchestrator.api.node.NodeEntry;
import io.memoryorchestrator.api.node.NodeFilter;
import io.memoryorchestrator.api.node.NodeKind;
import io.memoryorchestrator.api.node.NodeMatch;
import io.memoryorchestrator.api.node.NodeOutcome;
import io.memoryorchestrator.api.node.NodeQuery;
import io.memoryorchestrator.api.node.NodeRef;
import io.memoryorchestrator.server.identity.Access;
import io.memoryorchestrator.server.problem.NodeRefusedException;
import io.memoryorchestrator.server.problem.NotFoundException;
import io.memoryorchestrator.server.retention.LegalHolds;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
    private final NodeStores stores;
    private final NodeRequests requests;
    private final LegalHolds holds;

    NodeController(NodeStores stores, NodeRequests requests, LegalHolds holds) {
        this.stores = stores;
        this.requests = requests;
        this.holds = holds;
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
        return switch (stores.store().put(node, draft)) {
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
        return stores.store()
                .get(node(access, tenantId, userId, nodeId), kind(kind), key)
                .map(entry -> NodeJson.of(entry, embeddings))
                .orElseThrow(NodeController::absent);
    }

    /** All values of a kind in their natural order. */
    @GetMapping("/{kind}")
    Map<String, Object> list(
            Access access,
            @PathVariable String nodeId,
            @PathVariable String kind,
            @RequestParam(required = false) @Nullable String tenantId,
            @RequestParam(required = false) @Nullable String userId,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(defaultValue = "0") int offset,
            @RequestParam(defaultValue = "false") boolean embeddings) {
        NodeQuery query = NodeFaults.told(() -> new NodeQuery.Select(kind(kind), NodeFilter.NONE, null, limit, offset));
        return matches(node(access, tenantId, userId, nodeId), query, embeddings);
    }

    @PostMapping(path = "/{kind}/query", consumes = "application/json")
    Map<String, Object> query(
            Access access,
            @PathVariable String nodeId,
            @PathVariable String kind,
            @RequestParam(required = false) @Nullable String tenantId,
            @RequestParam(required = false) @Nullable String userId,
            @RequestParam(defaultValue = "false") boolean embeddings,
            @RequestBody byte[] body) {
        NodeRef node = node(access, tenantId, userId, nodeId);
        return matches(node, requests.query(node, kind(kind), body), embeddings);
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
        holds.refuseIfHeld(node.user());
        if (!stores.store().delete(node, kind(kind), key)) {
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
        holds.refuseIfHeld(node.user());
        return Map.of("removed", stores.store().clear(node, kind == null ? null : kind(kind)));
    }

    private Map<String, Object> matches(NodeRef node, NodeQuery query, boolean embeddings) {
        List<NodeMatch> matches = NodeFaults.told(() -> stores.store().query(node, query));
        return Map.of(
                "matches",
                matches.stream().map(match -> NodeJson.of(match, embeddings)).toList());
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
