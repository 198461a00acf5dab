package io.memoryorchestrator.server.ops;

import io.memoryorchestrator.server.identity.Access;
import io.memoryorchestrator.server.wire.IntentReader;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows and sets the feature flags of adapters. */
@RestController
@RequestMapping(path = "/v1/ops/flags", produces = "application/json")
class FlagController {
    private final FlagDesk desk;
    private final IntentReader reader;

    FlagController(FlagDesk desk, IntentReader reader) {
        this.desk = desk;
        this.reader = reader;
    }

    @GetMapping
    Map<String, @Nullable Object> list() {
        return desk.list();
    }

    @PutMapping(path = "/{adapter}", consumes = "application/json")
    Map<String, @Nullable Object> set(Access access, @PathVariable String adapter, @RequestBody byte[] body) {
        return desk.set(adapter, reader.parse(body), access.caller().actor());
    }

    @GetMapping("/history")
    List<Map<String, @Nullable Object>> history(
            @RequestParam(required = false) @Nullable String adapter, @RequestParam(defaultValue = "100") int limit) {
        return desk.history(adapter, limit);
    }
}
