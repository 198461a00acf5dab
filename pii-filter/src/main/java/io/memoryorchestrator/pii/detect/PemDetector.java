package io.memoryorchestrator.pii.detect;

import io.memoryorchestrator.pii.PiiType;

/** PEM blocks of private keys (RFC 7468, OpenSSH, PGP). A block whose end is missing is taken up to where its base64 stops. */
final class PemDetector implements Detector {

    private static final String NAME = "pem";
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String FENCE = "-----";
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
        int labelEnd = fence(text, label);
        if (labelEnd < 0 || !text.substring(label, labelEnd).contains("PRIVATE KEY")) {
            return;
        }
        int body = labelEnd + FENCE.length();
        int ceiling = Math.min(text.length(), body + LONGEST);
        int close = body;
        while (close < ceiling && inBody(text.charAt(close)) && !text.startsWith(FENCE, close)) {
            close++;
        }
        if (text.startsWith(END, close) && fence(text, close + END.length()) > 0) {
            int endOfLine = fence(text, close + END.length());
            close = endOfLine + FENCE.length();
        } else {
            while (close > body && Chars.space(text.charAt(close - 1))) {
                close--;
            }
        }
        scan.report(PiiType.PRIVATE_KEY, at, close, 0.99, NAME);
    }

    /** Where the five dashes that end a label begin, or -1. */
    private static int fence(String text, int label) {
        return label > text.length() ? -1 : text.indexOf(FENCE, label, Math.min(text.length(), label + LONGEST_LABEL));
    }

    /** Base64, white space, escaped line ends and the header fields of older formats; never text of another kind. */
    private static boolean inBody(char c) {
        return Chars.asciiWord(c) || Chars.space(c) || "+/=-,:.\\".indexOf(c) >= 0;
    }
}
