package io.memoryorchestrator.pii.detect;

/** Whether a stretch of text is an IPv6 address (RFC 4291 section 2.2). */
final class IpV6 {

    private static final int GROUPS = 8;

    private IpV6() {}

    static boolean matches(String text, int start, int end) {
        int groups = 0;
        boolean gap = false;
        int longest = 0;
        int at = start;
        if (text.startsWith("::", at)) {
            gap = true;
            at += 2;
        }
        while (at < end) {
            int from = at;
            while (at < end && Chars.hex(text.charAt(at))) {
                at++;
            }
            int size = at - from;
            if (at < end && text.charAt(at) == '.') {
                return octets(text, from, end) && complete(groups + 2, gap, 4);
            }
            if (size == 0 || size > 4) {
                return false;
            }
            groups++;
            longest = Math.max(longest, size);
            if (at == end) {
                break;
            }
            at++;
            if (at < end && text.charAt(at) == ':') {
                if (gap) {
                    return false;
                }
                gap = true;
                at++;
            } else if (at == end) {
                return false;
            }
        }
        return complete(groups, gap, longest);
    }

    /** "::", "::1" and times such as 1::2 say nothing of a person. */
    private static boolean complete(int groups, boolean gap, int longest) {
        return gap ? groups >= 2 && groups < GROUPS && longest > 2 : groups == GROUPS;
    }

    private static boolean octets(String text, int start, int end) {
        int count = 0;
        int at = start;
        while (at < end) {
            int value = 0;
            int from = at;
            while (at < end && at - from < 4 && Chars.digit(text.charAt(at))) {
                value = value * 10 + text.charAt(at++) - '0';
            }
            if (at == from || value > 255 || ++count > 4) {
                return false;
            }
            if (at < end && text.charAt(at++) != '.') {
                return false;
            }
        }
        return count == 4;
    }
}
