package io.memoryorchestrator.server.recall;

import io.memoryorchestrator.server.recall.rank.Weights;
import java.util.HashMap;
import java.util.Map;

/** The weights of ranking: the ones that come with the application, and what tenants have otherwise. */
public final class TenantWeights {

    private final Weights common;
    private final Map<String, Weights> byTenant;

    private TenantWeights(Weights common, Map<String, Weights> byTenant) {
        this.common = common;
        this.byTenant = Map.copyOf(byTenant);
    }

    public static TenantWeights defaults() {
        return new TenantWeights(Weights.defaults(), Map.of());
    }

    /**
     * The defaults with differences.
     *
     * @param common for everybody: values by their names in the weights file
     * @param tenants for one tenant each, on top of those
     * @throws IllegalArgumentException when a name is unknown, naming those there are
     */
    public static TenantWeights of(Map<String, Double> common, Map<String, Map<String, Double>> tenants) {
        Weights base = Weights.defaults().with(common);
        Map<String, Weights> byTenant = new HashMap<>();
        tenants.forEach((tenant, changes) -> byTenant.put(tenant, base.with(changes)));
        return new TenantWeights(base, byTenant);
    }

    Weights of(String tenantId) {
        return byTenant.getOrDefault(tenantId, common);
    }
}
