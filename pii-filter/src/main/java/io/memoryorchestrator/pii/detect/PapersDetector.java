package io.memoryorchestrator.pii.detect;

import io.memoryorchestrator.pii.PiiType;

/**
 * Numbers that only a word makes personal: passports, driver's licences, number plates, bank accounts, routing and sort codes. Looks a
 * short way on from the word for the first token that could be one.
 */
final class PapersDetector implements Detector {

    private static final int REACH = 40;
    private static final int LONGEST = 24;

    @Override
    public long types() {
        return Detector.bit(PiiType.PASSPORT)
                | Detector.bit(PiiType.DRIVER_LICENCE)
                | Detector.bit(PiiType.VEHICLE)
                | Detector.bit(PiiType.BANK_ACCOUNT);
    }

    @Override
    public int hits() {
        return Detector.on(Hits.KEYWORD);
    }

    @Override
    public void inspect(Scan scan, int kind, int at, int detail) {
        int flags = Context.word(scan.text(), at, detail);
        if ((flags & (Context.PASSPORT | Context.LICENCE | Context.PLATE | Context.BANK)) == 0) {
            return;
        }
        int ceiling = Math.min(scan.text().length(), detail + REACH);
        for (int i = detail; i < ceiling; i++) {
            char c = scan.at(i);
            if (c == Chars.BARRIER
                    || (c == '\n' && scan.at(i + 1) == '\n')
                    || (c == '.' && scan.at(i + 1) == ' ' && i - detail > 4)) {
                return;
            }
            if (Chars.asciiWord(c)) {
                int end = token(scan, i);
                if (Chars.digit(c) || Chars.upper(c)) {
                    if (report(scan, flags, i, end)) {
                        return;
                    }
                }
                i = Math.max(i, wordEnd(scan, i) - 1);
            }
        }
    }

    /** A run of letters, digits and dashes; single blanks join groups that hold digits. */
    private static int token(Scan scan, int from) {
        int at = from;
        while (at - from < LONGEST) {
            char c = scan.at(at);
            if (Chars.asciiWord(c)) {
                at++;
            } else if ((c == '-' || c == ' ' || c == '.') && joins(scan, at + 1)) {
                at++;
            } else {
                break;
            }
        }
        return at;
    }

    private static boolean joins(Scan scan, int at) {
        int end = wordEnd(scan, at);
        for (int i = at; i < end; i++) {
            if (Chars.digit(scan.at(i))) {
                return true;
            }
        }
        return end > at && end - at <= 3 && Chars.upper(scan.at(at)) && Chars.upper(scan.at(end - 1));
    }

    private static int wordEnd(Scan scan, int from) {
        int at = from;
        while (at - from < LONGEST && Chars.asciiWord(scan.at(at))) {
            at++;
        }
        return at;
    }

    private static boolean report(Scan scan, int flags, int from, int end) {
        int digits = 0;
        int letters = 0;
        for (int i = from; i < end; i++) {
            if (Chars.digit(scan.at(i))) {
                digits++;
            } else if (Chars.asciiLetter(scan.at(i))) {
                letters++;
            }
        }
        int size = digits + letters;
        PiiType type = null;
        double confidence = 0.75;
        if ((flags & Context.PASSPORT) != 0 && digits >= 5 && size >= 6 && size <= 12 && letters <= 3) {
            type = PiiType.PASSPORT;
        } else if ((flags & Context.LICENCE) != 0 && digits >= 4 && size >= 5 && size <= 20) {
            type = PiiType.DRIVER_LICENCE;
            confidence = 0.92;
        } else if ((flags & Context.PLATE) != 0
                && digits >= 1
                && letters >= 1
                && size >= 4
                && size <= 9
                && capitals(scan, from, end)) {
            type = PiiType.VEHICLE;
        } else if ((flags & Context.BANK) != 0 && letters == 0 && digits >= 6 && digits <= 18) {
            type = PiiType.BANK_ACCOUNT;
            confidence = routing(scan, from, end, digits) ? 0.93 : 0.75;
        }
        if (type == null) {
            return false;
        }
        scan.report(type, from, end, confidence, "papers-context");
        return true;
    }

    private static boolean capitals(Scan scan, int from, int end) {
        for (int i = from; i < end; i++) {
            if (Character.isLowerCase(scan.at(i))) {
                return false;
            }
        }
        return true;
    }

    /** The check of the American Bankers Association: weights 3, 7, 1. */
    private static boolean routing(Scan scan, int from, int end, int digits) {
        if (digits != 9) {
            return false;
        }
        int sum = 0;
        int index = 0;
        for (int i = from; i < end; i++) {
            if (Chars.digit(scan.at(i))) {
                sum += (scan.at(i) - '0') * (index % 3 == 0 ? 3 : index % 3 == 1 ? 7 : 1);
                index++;
            }
        }
        return sum % 10 == 0;
    }
}
