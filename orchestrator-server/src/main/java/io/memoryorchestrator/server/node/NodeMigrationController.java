package io.memoryorchestrator.server.node;

import io.memoryorchestrator.api.node.NodeDigest.OfKind;
import io.memoryorchestrator.api.node.NodeKind;
import io.memoryorchestrator.server.audit.Audited;
import io.memoryorchestrator.server.identity.Access;
import io.memoryorchestrator.server.node.NodeStores.Place;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lets operators copy all memory nodes from one place to the other. */
@RestController
class NodeMigrationController {
    private final NodeStores stores;
    private final Audited audited;

    NodeMigrationController(NodeStores stores, Audited audited) {
        this.stores = stores;
        this.audited = audited;
    }

    @PostMapping(path = "/v1/ops/nodes/migrations", produces = "application/json")
    Map<String, Object> migrate(@RequestParam String to, Access access) {
        Place target = NodeFaults.told(() -> Place.of(to));
        Place source = target == Place.DATABASE ? Place.IN_PROCESS : Place.DATABASE;
        audited.first(access, "node.migrate", null, target.wireName());
        NodeMigration.Report report = NodeMigration.run(stores.store(source), stores.store(target));
        Map<String, Object> kinds = new LinkedHashMap<>();
        for (NodeKind kind : NodeKind.values()) {
            OfKind given = report.given().get(kind);
            if (given != null) {
                kinds.put(kind.pathName(), json(given, report.arrived().get(kind)));
            }
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("from", source.wireName());
        json.put("to", target.wireName());
        json.put("copied", report.copied());
        json.put("kinds", kinds);
        json.put("valid", report.valid());
        return json;
    }

    private static Map<String, Object> json(OfKind given, @Nullable OfKind arrived) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("count", given.count());
        json.put("hash", given.hash());
        json.put("arrivedCount", arrived == null ? 0 : arrived.count());
        json.put("arrivedHash", arrived == null ? "" : arrived.hash());
        return json;
    }
}
