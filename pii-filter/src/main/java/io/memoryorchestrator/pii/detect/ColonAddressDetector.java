package io.memoryorchestrator.pii.detect;

import io.memoryorchestrator.pii.PiiType;

/** IPv6 addresses (RFC 4291, with embedded IPv4 and zone) and hardware addresses (EUI-48, EUI-64), told apart by their groups. */
final class ColonAddressDetector implements Detector {

    private static final int LONGEST = 45;

    @Override
    public long types() {
        return Detector.bit(PiiType.IP) | Detector.bit(PiiType.MAC);
    }

    @Override
    public int hits() {
        return Detector.on(Hits.COLONS);
    }

    @Override
    public void inspect(Scan scan, int kind, int at, int detail) {
        int start = at;
        while (at - start < 5 && Chars.hex(scan.at(start - 1))) {
            start--;
        }
        char before = scan.at(start - 1);
        if (Chars.asciiWord(before) || before == ':' || before == '.') {
            return;
        }
        int end = start;
        while (end - start < LONGEST && (Chars.hex(scan.at(end)) || scan.at(end) == ':' || scan.at(end) == '.')) {
            end++;
        }
        while (end > start && (scan.at(end - 1) == '.' || (scan.at(end - 1) == ':' && scan.at(end - 2) != ':'))) {
            end--;
        }
        if (Chars.asciiWord(scan.at(end))) {
            return;
        }
        if (hardware(scan, start, end)) {
            scan.report(PiiType.MAC, start, end, 0.95, "mac");
        } else if (IpV6.matches(scan.text(), start, end)) {
            scan.report(PiiType.IP, start, zone(scan, end), 0.95, "ipv6");
        }
    }

    private static boolean hardware(Scan scan, int start, int end) {
        int length = end - start;
        if (length != 17 && length != 23) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = scan.at(start + i);
            if (i % 3 == 2 ? c != ':' : !Chars.hex(c)) {
                return false;
            }
        }
        return true;
    }

    private static int zone(Scan scan, int end) {
        if (scan.at(end) != '%') {
            return end;
        }
        int at = end + 1;
        while (at - end < 16 && Chars.asciiWord(scan.at(at))) {
            at++;
        }
        return at > end + 1 ? at : end;
    }
}
