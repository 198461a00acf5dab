package io.memoryorchestrator.server.redaction;

import io.memoryorchestrator.api.model.Secret;
import io.memoryorchestrator.pii.PiiAction;
import io.memoryorchestrator.pii.PiiPolicy;
import io.memoryorchestrator.pii.PiiType;
import io.memoryorchestrator.pii.PseudonymKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What is done with each type of personal data, by tenant. What a tenant does not say is as for all tenants, and what
 * those do not say is as in {@link PiiPolicy#standard()}.
 */
public final class RedactionPolicies {
    private static final String HMAC = "HmacSHA256";

    private final Map<PiiType, PiiAction> forAll;
    private final Map<String, Map<PiiType, PiiAction>> byTenant = new HashMap<>();
    private final Map<String, PiiPolicy> settled = new HashMap<>();
    private final PiiPolicy shared;
    private final PiiPolicy unknownTenant;
    private final Matching matching;
    private final @Nullable Secret pseudonymKey;

    /**
     * @param actions for all tenants
     * @param tenants what differs for a tenant
     * @param matching what counts as found, for all tenants
     * @param pseudonymKey the key that the keys of the tenants are derived from, at least 16 bytes of UTF-8
     * @throws IllegalStateException if something is to be pseudonymised and there is no key
     */
    public RedactionPolicies(
            Map<PiiType, PiiAction> actions,
            Map<String, Map<PiiType, PiiAction>> tenants,
            Matching matching,
            @Nullable Secret pseudonymKey) {
        this.matching = matching;
        this.pseudonymKey = pseudonymKey;
        this.forAll = new EnumMap<>(PiiType.class);
        forAll.putAll(actions);
        this.shared = policy("", forAll);
        tenants.forEach((tenant, differing) -> {
            Map<PiiType, PiiAction> merged = new EnumMap<>(forAll);
            merged.putAll(differing);
            byTenant.put(tenant, merged);
            settled.put(tenant, policy(tenant, merged));
        });
        this.unknownTenant = strictest();
    }

    /** Every tenant under the standard policy. */
    public static RedactionPolicies standard() {
        return new RedactionPolicies(Map.of(), Map.of(), Matching.STANDARD, null);
    }

    /**
     * The policy of a tenant. Where pseudonyms are made for all tenants the key is derived anew for each call: names of
     * tenants come from outside, and keeping them all would have no bound.
     */
    public PiiPolicy of(String tenant) {
        PiiPolicy own = settled.get(tenant);
        if (own != null) {
            return own;
        }
        return pseudonymises(forAll) ? policy(tenant, forAll) : shared;
    }

    /**
     * For text whose tenant is not known, such as a record that cannot be decoded: the standard policy, and beyond it
     * everything that any tenant has taken out, always without a trace of the value.
     */
    public PiiPolicy ofUnknownTenant() {
        return unknownTenant;
    }

    private PiiPolicy strictest() {
        PiiPolicy.Builder builder = PiiPolicy.builder();
        matching.sharpen(builder);
        takeOut(builder, forAll);
        byTenant.values().forEach(actions -> takeOut(builder, actions));
        return builder.build();
    }

    private static void takeOut(PiiPolicy.Builder builder, Map<PiiType, PiiAction> actions) {
        actions.forEach((type, action) -> {
            if (action != PiiAction.KEEP) {
                builder.action(type, PiiAction.REDACT);
            }
        });
    }

    private PiiPolicy policy(String tenant, Map<PiiType, PiiAction> actions) {
        PiiPolicy.Builder builder = PiiPolicy.builder();
        actions.forEach(builder::action);
        matching.apply(builder);
        if (pseudonymises(actions)) {
            builder.pseudonymKey(keyOf(tenant));
        }
        return builder.build();
    }

    private static boolean pseudonymises(Map<PiiType, PiiAction> actions) {
        return actions.containsValue(PiiAction.PSEUDONYMISE);
    }

    /** One key for each tenant, so that the same value has unlike tokens with two of them. */
    private PseudonymKey keyOf(String tenant) {
        if (pseudonymKey == null) {
            throw new IllegalStateException("values are to be pseudonymised and there is no key for it;"
                    + " set orchestrator.redaction.pseudonym-key, or choose redact or mask");
        }
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(PseudonymKey.of(pseudonymKey.reveal()).bytes(), HMAC));
            return PseudonymKey.of(mac.doFinal(("pseudonyms:" + tenant).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has " + HMAC, impossible);
        }
    }
}
