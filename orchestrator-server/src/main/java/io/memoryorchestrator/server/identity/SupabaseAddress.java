package io.memoryorchestrator.server.identity;

import java.net.URI;
import java.util.Locale;

/** What follows from a Supabase project's address. */
final class SupabaseAddress {
    private SupabaseAddress() {}

    /** What its tokens name as their issuer. */
    static String issuer(URI project) {
        String text = project.toString().strip();
        while (text.endsWith("/")) {
            text = text.substring(0, text.length() - 1);
        }
        return text.endsWith("/auth/v1") ? text : text + "/auth/v1";
    }

    /** Where its public signing keys are. */
    static URI signingKeys(URI project) {
        return URI.create(issuer(project) + "/.well-known/jwks.json");
    }

    static boolean safe(URI project, boolean plainHttp) {
        String scheme = project.getScheme() == null ? "" : project.getScheme().toLowerCase(Locale.ROOT);
        if (project.getHost() == null || project.getRawUserInfo() != null || project.getRawQuery() != null) {
            return false;
        }
        return scheme.equals("https") || scheme.equals("http") && (plainHttp || Loopback.is(project.getHost()));
    }
}
