package io.memoryorchestrator.pii.detect;

import io.memoryorchestrator.pii.PiiType;

/** IPv4 addresses: four octets. Loopback and "any" say nothing of a person; four numbers after "version" are a version. */
final class IpV4Detector implements Detector {

    private static final String NAME = "ipv4";

    @Override
    public long types() {
        return Detector.bit(PiiType.IP);
    }

    @Override
    public int hits() {
        return Detector.on(Hits.NUMBER);
    }

    @Override
    public void inspect(Scan scan, int kind, int at, int detail) {
        NumberRun run = scan.numbers(at);
        if (run.groups() < 4 || joined(scan, at - 1)) {
            return;
        }
        for (int i = 0; i < 4; i++) {
            if (run.size(i) > 3 || (i > 0 && run.gap(i) != NumberRun.DOT) || !octet(scan, run, i)) {
                return;
            }
        }
        int end = run.end(3);
        if (Chars.asciiWord(scan.at(end)) || (scan.at(end) == '.' && Chars.digit(scan.at(end + 1)))) {
            return;
        }
        String address = scan.text().substring(at, end);
        if (address.equals("127.0.0.1") || address.equals("0.0.0.0") || address.equals("255.255.255.255")) {
            return;
        }
        int context = scan.contextBefore(at);
        boolean version = (context & Context.VERSION) != 0 && (context & Context.IP) == 0;
        scan.report(PiiType.IP, at, end, version ? 0.3 : 0.95, NAME);
    }

    private static boolean joined(Scan scan, int before) {
        char c = scan.at(before);
        return Chars.asciiWord(c) || (c == '.' && Chars.digit(scan.at(before - 1)));
    }

    private static boolean octet(Scan scan, NumberRun run, int group) {
        int value = 0;
        for (int i = run.start(group); i < run.end(group); i++) {
            value = value * 10 + scan.at(i) - '0';
        }
        return value <= 255;
    }
}
