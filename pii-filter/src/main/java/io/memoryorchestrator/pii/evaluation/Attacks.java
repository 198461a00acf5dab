package io.memoryorchestrator.pii.evaluation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;

/** Texts of any length that try to make a detector look far or often: nearly right, repeated, never ending. */
final class Attacks {

    private Attacks() {}

    static Map<String, IntFunction<String>> all() {
        Map<String, IntFunction<String>> attacks = new LinkedHashMap<>();
        put(attacks, "digits", "1");
        put(attacks, "spaced-digits", "1 ");
        put(attacks, "phone-like", "0123 456 789 ");
        put(attacks, "plus-signs", "+1 (23) ");
        put(attacks, "cards", "4111 1111 1111 1112 ");
        put(attacks, "valid-cards", "4111 1111 1111 1111 ");
        put(attacks, "dashes", "123-45-678-");
        put(attacks, "at-signs", "@");
        put(attacks, "locals", "a.");
        put(attacks, "emails", "a@b.");
        put(attacks, "valid-emails", "jo@example.org ");
        put(attacks, "domains", "a@a.a.a.a.a.a.a.a.");
        put(attacks, "schemes", "http://");
        put(attacks, "urls", "https://a:b@c?token=");
        put(attacks, "octets", "1.2.3.");
        put(attacks, "colons", "a:b:");
        put(attacks, "double-colons", "::");
        put(attacks, "ibans", "GB82 WEST 1234 5698 7654 33 ");
        put(attacks, "iban-heads", "GB82");
        put(attacks, "jwts", "eyJ");
        put(attacks, "jwt-parts", "eyJhbGciOiJIUzI1NiJ9.");
        put(attacks, "keys", "sk-");
        put(attacks, "long-keys", "sk_live_aaaaaaaa");
        put(attacks, "base64", "QUFBQUFBQUFBQUFBQUFBQQ");
        put(attacks, "pem", "-----BEGIN RSA PRIVATE KEY-----\n");
        put(attacks, "passwords", "password is ");
        put(attacks, "assigned", "password=");
        put(attacks, "quotes", "password \"");
        put(attacks, "papers", "passport licence account ");
        put(attacks, "born", "born on 3 ");
        put(attacks, "coordinates", "12.345 ");
        put(attacks, "degrees", "12° 34' ");
        put(attacks, "streets", "street ");
        put(attacks, "addresses", "12 Main Street Apt. 3, ");
        put(attacks, "spelled", "a at b dot ");
        put(attacks, "brackets", "[EMAIL");
        put(attacks, "placeholders", "[EMAIL]");
        put(attacks, "escapes", "%41&#65;");
        put(attacks, "zero-width", "4\u200B");
        put(attacks, "lookalikes", "аa");
        put(attacks, "names", "Anna Maria de la ");
        put(attacks, "capitals", "Abcd ");
        put(attacks, "newlines", "1\n");
        return attacks;
    }

    private static void put(Map<String, IntFunction<String>> attacks, String name, String unit) {
        attacks.put(name, length -> unit.repeat(length / unit.length() + 1).substring(0, length));
    }
}
