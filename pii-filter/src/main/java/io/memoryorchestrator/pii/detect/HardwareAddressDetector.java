package io.memoryorchestrator.pii.detect;

import io.memoryorchestrator.pii.PiiType;

/** Hardware addresses written with dashes or in the three groups of network equipment; those with colons are found elsewhere. */
final class HardwareAddressDetector implements Detector {

    private static final String NAME = "mac";

    @Override
    public long types() {
        return Detector.bit(PiiType.MAC);
    }

    @Override
    public int hits() {
        return Detector.on(Hits.TOKEN) | Detector.on(Hits.MIXED) | Detector.on(Hits.NUMBER);
    }

    @Override
    public void inspect(Scan scan, int kind, int at, int detail) {
        if (kind == Hits.TOKEN) {
            if (detail - at == 17 && shaped(scan, at, 17, 3, '-')) {
                scan.report(PiiType.MAC, at, detail, 0.95, NAME);
            }
        } else if (!Chars.asciiWord(scan.at(at - 1))
                && scan.at(at - 1) != '.'
                && scan.at(at + 4) == '.'
                && shaped(scan, at, 14, 5, '.')
                && !Chars.asciiWord(scan.at(at + 14))
                && lettered(scan, at)) {
            scan.report(PiiType.MAC, at, at + 14, 0.9, NAME);
        }
    }

    private static boolean shaped(Scan scan, int at, int length, int period, char separator) {
        for (int i = 0; i < length; i++) {
            char c = scan.at(at + i);
            if (i % period == period - 1 ? c != separator : !Chars.hex(c)) {
                return false;
            }
        }
        return true;
    }

    private static boolean lettered(Scan scan, int at) {
        for (int i = at; i < at + 14; i++) {
            if (Chars.asciiLetter(scan.at(i))) {
                return true;
            }
        }
        return false;
    }
}
