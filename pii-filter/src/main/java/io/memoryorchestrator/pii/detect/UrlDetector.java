package io.memoryorchestrator.pii.detect;

import io.memoryorchestrator.pii.PiiType;
import java.util.Locale;
import java.util.Set;

/**
 * URLs. One for a database or broker that carries a password is a secret as a whole; in a web address only the user information and the
 * values of telling parameters are. The address itself is reported as {@link PiiType#URL}.
 */
final class UrlDetector implements Detector {

    private static final int LONGEST_SCHEME = 24;
    private static final int LONGEST = 2048;

    private static final Set<String> WEB = Set.of("http", "https", "ws", "wss", "ftp", "ftps");

    private static final Set<String> TELLING = Set.of(
            "token",
            "access_token",
            "refresh_token",
            "id_token",
            "auth",
            "auth_token",
            "authorization",
            "apikey",
            "api_key",
            "api-key",
            "key",
            "secret",
            "client_secret",
            "password",
            "passwd",
            "pwd",
            "pass",
            "sig",
            "signature",
            "session",
            "sessionid",
            "sid",
            "code",
            "credential",
            "x-amz-signature",
            "x-amz-credential",
            "x-amz-security-token",
            "x-goog-signature",
            "x-goog-credential",
            "private_token",
            "otp",
            "jwt",
            "sas",
            "reset_token",
            "reset_password_token",
            "invite");

    @Override
    public long types() {
        return Detector.bit(PiiType.SECRET) | Detector.bit(PiiType.URL);
    }

    @Override
    public int hits() {
        return Detector.on(Hits.SCHEME);
    }

    @Override
    public void inspect(Scan scan, int kind, int at, int detail) {
        int start = at;
        while (at - start < LONGEST_SCHEME && schemeChar(scan.at(start - 1))) {
            start--;
        }
        while (start < at && !Chars.asciiLetter(scan.at(start))) {
            start++;
        }
        int end = end(scan, detail);
        if (start == at || end == detail) {
            return;
        }
        String scheme = scan.text().substring(start, at).toLowerCase(Locale.ROOT);
        int authorityEnd = authorityEnd(scan, detail, end);
        int userEnd = scan.text().lastIndexOf('@', authorityEnd - 1);
        boolean web = WEB.contains(scheme);
        if (userEnd > detail
                && !web
                && scan.text().indexOf(':', detail) < userEnd
                && scan.text().indexOf(':', detail) > 0) {
            scan.report(PiiType.SECRET, start, end, 0.97, "connection-string");
            return;
        }
        if (userEnd > detail) {
            scan.report(PiiType.SECRET, detail, userEnd, 0.95, "url-credentials");
        }
        parameters(scan, authorityEnd, end);
        if (web) {
            scan.report(PiiType.URL, start, end, 0.95, "url");
        }
    }

    private static boolean schemeChar(char c) {
        return Chars.asciiWord(c) || c == '+' || c == '.' || c == '-';
    }

    private static int end(Scan scan, int start) {
        int at = start;
        while (at - start < LONGEST && at < scan.text().length() && inUrl(scan.at(at))) {
            at++;
        }
        while (at > start && ".,;:!?)]}'".indexOf(scan.at(at - 1)) >= 0) {
            at--;
        }
        return at;
    }

    private static boolean inUrl(char c) {
        return c > ' ' && c != Chars.BARRIER && c < 0x2000 && "<>\"`{}|\\^".indexOf(c) < 0;
    }

    private static int authorityEnd(Scan scan, int start, int end) {
        int at = start;
        while (at < end && "/?#".indexOf(scan.at(at)) < 0) {
            at++;
        }
        return at;
    }

    private static void parameters(Scan scan, int from, int end) {
        int name = -1;
        for (int at = from; at < end; at++) {
            char c = scan.at(at);
            if (c == '?' || c == '&' || c == '#' || c == ';') {
                name = at + 1;
            } else if (c == '=' && name > 0) {
                int value = at + 1;
                int valueEnd = value;
                while (valueEnd < end && "&#;".indexOf(scan.at(valueEnd)) < 0) {
                    valueEnd++;
                }
                if (valueEnd - value >= 4
                        && TELLING.contains(scan.text().substring(name, at).toLowerCase(Locale.ROOT))) {
                    scan.report(PiiType.SECRET, value, valueEnd, 0.9, "url-token");
                }
                at = valueEnd - 1;
                name = -1;
            }
        }
    }
}
