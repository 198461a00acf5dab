package io.memoryorchestrator.api.intent;

import io.memoryorchestrator.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signs a record of an intents topic, so that intake can tell who wrote it from who says so.
 *
 * <p>Signed are, in this order: {@code v1}, the topic, the record key, the headers {@code ce_id}, {@code ce_type},
 * {@code ce_source}, {@code ce_time} and {@code ce_actor}, and the SHA-256 of the value in lower case hexadecimal. Each is written as the number of its UTF-8 bytes, a colon and the bytes; one that is absent is written as
 * {@code -}. The HMAC-SHA256 of all that, in unpadded base64url, goes into {@code ce_signature}, and the id of the key
 * into {@code ce_signaturekey}.
 */
public final class EnvelopeSignature {
    /** Who caused the record: {@code user:<tenant>:<user>}, {@code service:<name>} or {@code ops:<name>}. */
    public static final String ACTOR = "ce_actor";

    public static final String SIGNATURE = "ce_signature";
    public static final String KEY_ID = "ce_signaturekey";

    /** Shorter secrets than the output of SHA-256 weaken the HMAC (RFC 2104, section 3). */
    public static final int SHORTEST_SECRET = 32;

    private static final String HMAC = "HmacSHA256";
    private static final List<String> SIGNED_HEADERS = List.of("ce_id", "ce_type", "ce_source", "ce_time", ACTOR);

    private final String keyId;
    private final SecretKeySpec key;

    /**
     * @param keyId names the secret, so that it can be replaced while both are known
     * @param secret at least {@value #SHORTEST_SECRET} bytes of UTF-8
     * @throws IllegalArgumentException if the secret is shorter
     */
    public EnvelopeSignature(String keyId, Secret secret) {
        byte[] bytes = secret.reveal().getBytes(StandardCharsets.UTF_8);
        if (bytes.length < SHORTEST_SECRET) {
            throw new IllegalArgumentException("the secret of the signing key " + keyId + " has fewer than "
                    + SHORTEST_SECRET + " bytes; make one with: openssl rand -base64 32");
        }
        this.keyId = keyId;
        this.key = new SecretKeySpec(bytes, HMAC);
    }

    public String keyId() {
        return keyId;
    }

    /**
     * The two headers to add to a record.
     *
     * @param recordKey the record's key, or null
     * @param headers all headers that the record is sent with
     */
    public Map<String, String> sign(
            String topic, @Nullable String recordKey, Map<String, String> headers, byte @Nullable [] value) {
        return Map.of(SIGNATURE, signature(topic, recordKey, headers, value), KEY_ID, keyId);
    }

    /** Whether the record's {@code ce_signature} was made with this key and nothing signed has changed since. */
    public boolean verifies(
            String topic, @Nullable String recordKey, Map<String, String> headers, byte @Nullable [] value) {
        String given = headers.getOrDefault(SIGNATURE, "");
        // In constant time: how far a guess agrees must not show.
        return MessageDigest.isEqual(
                given.getBytes(StandardCharsets.UTF_8),
                signature(topic, recordKey, headers, value).getBytes(StandardCharsets.UTF_8));
    }

    private String signature(
            String topic, @Nullable String recordKey, Map<String, String> headers, byte @Nullable [] value) {
        List<@Nullable String> fields = new ArrayList<>();
        fields.add("v1");
        fields.add(topic);
        fields.add(recordKey);
        SIGNED_HEADERS.forEach(name -> fields.add(headers.get(name)));
        try {
            fields.add(
                    value == null
                            ? null
                            : HexFormat.of()
                                    .formatHex(
                                            MessageDigest.getInstance("SHA-256").digest(value)));
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            fields.forEach(field -> mac.update(framed(field)));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256 and " + HMAC, impossible);
        }
    }

    /** With its length in front, so that no two lists of fields read the same. */
    private static byte[] framed(@Nullable String field) {
        if (field == null) {
            return new byte[] {'-'};
        }
        int length = field.getBytes(StandardCharsets.UTF_8).length;
        return (length + ":" + field).getBytes(StandardCharsets.UTF_8);
    }
}
