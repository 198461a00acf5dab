package io.memoryorchestrator.pii.detect;

import io.memoryorchestrator.pii.PiiType;

/** JSON Web Tokens (RFC 7519): base64url of an object that begins with {@code {"}, a dot, another part, and mostly a signature. */
final class JwtDetector implements Detector {

    private static final String NAME = "jwt";
    private static final String HEAD = "eyJ";
    private static final int SHORTEST_HEAD = 12;
    private static final int LONGEST = 8192;

    @Override
    public long types() {
        return Detector.bit(PiiType.JWT);
    }

    @Override
    public int hits() {
        return Detector.on(Hits.TOKEN) | Detector.on(Hits.MIXED);
    }

    @Override
    public void inspect(Scan scan, int kind, int at, int detail) {
        int start = at;
        while (start < detail && !(scan.text().startsWith(HEAD, start) && !Chars.asciiWord(scan.at(start - 1)))) {
            start++;
        }
        if (start == detail) {
            return;
        }
        int at2 = start;
        int parts = 0;
        while (parts < 5 && at2 - start < LONGEST) {
            int end = part(scan, at2, start);
            if (end == at2 || (parts == 0 && end - at2 < SHORTEST_HEAD)) {
                break;
            }
            parts++;
            at2 = end;
            int dot = scan.at(end) == '\n' && scan.at(end + 1) == '.' ? end + 1 : end;
            if (scan.at(dot) != '.' || part(scan, dot + 1, start) == dot + 1) {
                break;
            }
            at2 = dot + 1;
        }
        if (parts >= 2) {
            scan.report(PiiType.JWT, start, at2, 0.99, NAME);
        }
    }

    private static int part(Scan scan, int start, int floor) {
        int at = scan.at(start) == '\n' ? start + 1 : start;
        while (at - floor < LONGEST && (Chars.asciiWord(scan.at(at)) || scan.at(at) == '_' || scan.at(at) == '-')) {
            at++;
        }
        return at == start + 1 && scan.at(start) == '\n' ? start : at;
    }
}
