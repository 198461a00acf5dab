package io.memoryorchestrator.pii.detect;

/** How much a national number looks like one by the way it is written, before and after asking the numbering plans. */
final class PhoneShapes {

    private static final int LONGEST_NATIONAL = 12;

    private PhoneShapes() {}

    /**
     * How sure one can be that the first {@code count} groups are a telephone number.
     *
     * @param spoken a word before it speaks of telephones
     * @param impersonal a word before it speaks of orders, prices or the like
     * @param paren the first group stands in brackets
     */
    static double confidence(
            NumberRun run, int count, String digits, boolean spoken, boolean impersonal, boolean paren) {
        boolean northAmerican = northAmerican(run, count, digits);
        if (northAmerican && count >= 3) {
            return impersonal ? 0.6 : 0.9;
        }
        if (northAmerican && paren) {
            return 0.9;
        }
        if (spoken) {
            return inContext(run, count, digits) ? 0.85 : 0;
        }
        if (impersonal) {
            return 0;
        }
        if (digits.startsWith("00") && digits.length() >= 10) {
            return PhonePlans.international(digits.substring(2)) ? 0.9 : 0;
        }
        if (count == 1) {
            return bare(digits);
        }
        return grouped(run, count, digits, paren);
    }

    private static boolean northAmerican(NumberRun run, int count, String digits) {
        boolean country = digits.length() == 11 && digits.charAt(0) == '1';
        if (digits.length() != 10 && !country) {
            return false;
        }
        int area = country ? 1 : 0;
        if (digits.charAt(area) < '2' || digits.charAt(area + 3) < '2') {
            return false;
        }
        int first = country && count > 1 && run.size(0) == 1 ? 1 : 0;
        return switch (count - first) {
            case 1 -> true;
            case 2 -> run.size(first) == 3 || run.size(first) == 6;
            case 3 -> run.size(first) == 3 && run.size(first + 1) == 3 && run.size(first + 2) == 4;
            default -> false;
        };
    }

    private static boolean inContext(NumberRun run, int count, String digits) {
        if (digits.length() > LONGEST_NATIONAL + 1 || (count == 1 && digits.length() < 7 && digits.charAt(0) == '0')) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            if (run.size(i) == 1 && i > 0 && count < 6) {
                return false;
            }
        }
        return true;
    }

    /** One group of digits and no word about it. */
    private static double bare(String digits) {
        int length = digits.length();
        if (length == 10 || length == 11) {
            return PhonePlans.mobile(digits) ? 0.6 : 0;
        }
        return 0;
    }

    private static double grouped(NumberRun run, int count, String digits, boolean paren) {
        int length = digits.length();
        int gaps = run.gapsWithin(count);
        boolean uniform = Integer.bitCount(gaps & ~(NumberRun.PAREN | NumberRun.SPACE)) <= 1;
        boolean trunk = digits.charAt(0) == '0' && digits.charAt(1) != '0';
        boolean stumps = false;
        for (int i = 1; i < count; i++) {
            stumps |= run.size(i) < 2;
        }
        if (!uniform || stumps || length < 8 || length > LONGEST_NATIONAL) {
            return 0;
        }
        if (trunk || paren) {
            return PhonePlans.national(digits) ? 0.85 : 0;
        }
        boolean shaped = count >= 3 && (gaps & ~(NumberRun.SPACE | NumberRun.DASH)) == 0 && length >= 9;
        return shaped && PhonePlans.national(digits) ? 0.6 : 0;
    }
}
