package io.memoryorchestrator.pii.detect;

import io.memoryorchestrator.pii.PiiType;

/** PEM blocks of private keys (RFC 7468, OpenSSH, PGP). A block whose end is missing is taken up to where its base64 stops. */
final class PemDetector implements Detector {

    private static final String NAME = "pem";
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final int LONGEST_LABEL = 40;
    private static final int LONGEST = 16_384;

    @Override
    public long types() {
        return Detector.bit(PiiType.PRIVATE_KEY);
    }

    @Override
    public int hits() {
        return Detector.on(Hits.PEM);
    }

    @Override
    public void inspect(Scan scan, int kind, int at, int detail) {
        String text = scan.text();
        int label = at + BEGIN.length();
        int labelEnd = text.indexOf("-----", label, Math.min(text.length(), label + LONGEST_LABEL));
        if (labelEnd < 0 || !text.substring(label, labelEnd).contains("PRIVATE KEY")) {
            return;
        }
        int body = labelEnd + 5;
        int ceiling = Math.min(text.length(), body + LONGEST);
        int close = body;
        while (close < ceiling && inBody(text.charAt(close)) && !text.startsWith(END, close)) {
            close++;
        }
        if (text.startsWith(END, close)) {
            int endOfLine = text.indexOf(
                    "-----", close + END.length(), Math.min(text.length(), close + END.length() + LONGEST_LABEL));
            close = endOfLine < 0 ? close + END.length() : endOfLine + 5;
        } else {
            while (close > body && Chars.space(text.charAt(close - 1))) {
                close--;
            }
        }
        scan.report(PiiType.PRIVATE_KEY, at, close, 0.99, NAME);
    }

    /** Base64, white space, escaped line ends and the header fields of older formats; never text of another kind. */
    private static boolean inBody(char c) {
        return Chars.asciiWord(c) || Chars.space(c) || "+/=-,:.\\".indexOf(c) >= 0;
    }
}
