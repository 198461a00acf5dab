package io.memoryorchestrator.pii.detect;

import static io.memoryorchestrator.pii.detect.CheckDigits.dayMonth;
import static io.memoryorchestrator.pii.detect.CheckDigits.number;

/** The checks of national numbers and vehicle numbers that hold letters. Codes are in capitals. */
final class NationalCodes {

    /** Values of characters in odd places of an Italian fiscal code (decree of 23 December 1976), for 0-9 and A-Z. */
    private static final int[] FISCAL_ODD = {
        1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23
    };

    /** Values of A-Z in a vehicle identification number (ISO 3779); I, O and Q never occur. */
    private static final String VIN_VALUES = "12345678.12345.7.923456789";

    private static final int[] VIN_WEIGHTS = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
    private static final String CURP_ALPHABET = "0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ";
    private static final String TAIWAN_LETTERS = "ABCDEFGHJKLMNPQRSTUVXYWZIO";

    private NationalCodes() {}

    /** Whether a code has the shape of a pattern in which 9 is a digit and A a letter. */
    static boolean shape(String code, String pattern) {
        if (code.length() != pattern.length()) {
            return false;
        }
        for (int i = 0; i < code.length(); i++) {
            char c = code.charAt(i);
            if (pattern.charAt(i) == '9' ? !Chars.digit(c) : !(c >= 'A' && c <= 'Z')) {
                return false;
            }
        }
        return true;
    }

    static boolean codiceFiscale(String code) {
        for (int i = 0; i < 16; i++) {
            boolean letter = i < 6 || i == 8 || i == 11 || i == 15;
            if (letter && !(code.charAt(i) >= 'A' && code.charAt(i) <= 'Z')) {
                return false;
            }
        }
        int sum = 0;
        for (int i = 0; i < 15; i++) {
            char c = code.charAt(i);
            int value = Chars.digit(c) ? c - '0' : c - 'A';
            sum += i % 2 == 0 ? FISCAL_ODD[value] : value;
        }
        return code.charAt(15) - 'A' == sum % 26;
    }

    static boolean nie(String code, String letters) {
        int first = "XYZ".indexOf(code.charAt(0));
        return first >= 0
                && shape(code, "A9999999A")
                && letters.charAt(number(first + code.substring(1, 8), 0, 8) % 23) == code.charAt(8);
    }

    static boolean singaporean(String code) {
        if (!shape(code, "A9999999A") || "STFGM".indexOf(code.charAt(0)) < 0) {
            return false;
        }
        int sum = CheckDigits.weighted(code.substring(1), 2, 7, 6, 5, 4, 3, 2);
        return switch (code.charAt(0)) {
            case 'S' -> "JZIHGFEDCBA".charAt(sum % 11) == code.charAt(8);
            case 'T' -> "JZIHGFEDCBA".charAt((sum + 4) % 11) == code.charAt(8);
            case 'F' -> "XWUTRQPNMLK".charAt(sum % 11) == code.charAt(8);
            case 'G' -> "XWUTRQPNMLK".charAt((sum + 4) % 11) == code.charAt(8);
            default -> "KLJNPQRTUWX".charAt(10 - (sum + 3) % 11) == code.charAt(8);
        };
    }

    /** One or two letters and six digits; a blank counts 36 where the first letter is missing, A 10 and so on. */
    static boolean hongKong(String code, char check) {
        if (!shape(code, "A999999") && !shape(code, "AA999999")) {
            return false;
        }
        int sum = code.length() == 7 ? 36 * 9 : 0;
        for (int i = 0; i < code.length(); i++) {
            sum += Character.digit(code.charAt(i), 36) * (code.length() + 1 - i);
        }
        int last = check == 'A' ? 10 : Character.digit(check, 10);
        return last >= 0 && (sum + last) % 11 == 0;
    }

    static boolean irish(String code) {
        if (!shape(code, "9999999A") && !shape(code, "9999999AA")) {
            return false;
        }
        int extra = code.length() == 9 ? (code.charAt(8) == 'W' ? 0 : code.charAt(8) - 'A' + 1) * 9 : 0;
        int sum = (CheckDigits.weighted(code, 8, 7, 6, 5, 4, 3, 2) + extra) % 23;
        return (sum == 0 ? 'W' : (char) ('A' + sum - 1)) == code.charAt(7);
    }

    /** UK national insurance number: no check digit, but a table of prefixes that are never given out. */
    static boolean nino(String code) {
        return shape(code, "AA999999A")
                && "DFIQUV".indexOf(code.charAt(0)) < 0
                && "DFIOQUV".indexOf(code.charAt(1)) < 0
                && !"BG GB NK KN TN NT ZZ".contains(code.substring(0, 2))
                && code.charAt(8) <= 'D';
    }

    static boolean curp(String code) {
        if (!shape(code.substring(0, 10), "AAAA999999")
                || !dayMonth(number(code, 8, 10), number(code, 6, 8))
                || !Chars.digit(code.charAt(17))) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += CURP_ALPHABET.indexOf(code.charAt(i)) * (18 - i);
        }
        return (10 - sum % 10) % 10 == code.charAt(17) - '0';
    }

    static boolean taiwanese(String code) {
        if (!shape(code, "A999999999")) {
            return false;
        }
        int letter = TAIWAN_LETTERS.indexOf(code.charAt(0)) + 10;
        int sum = letter / 10 + letter % 10 * 9 + CheckDigits.weighted(code.substring(1), 8, 7, 6, 5, 4, 3, 2, 1, 1);
        return sum % 10 == 0;
    }

    /** The French number of those born in Corsica, whose department is 2A or 2B. */
    static boolean corsican(String code) {
        if (!(code.startsWith("2A", 5) || code.startsWith("2B", 5)) || "12".indexOf(code.charAt(0)) < 0) {
            return false;
        }
        String digits = code.substring(0, 5) + (code.charAt(6) == 'A' ? "19" : "18") + code.substring(7);
        return digits.chars().allMatch(c -> c >= '0' && c <= '9')
                && 97 - CheckDigits.wide(digits, 0, 13) % 97 == number(digits, 13, 15);
    }

    static char rut(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            sum += (digits.charAt(digits.length() - 1 - i) - '0') * (i % 6 + 2);
        }
        int check = 11 - sum % 11;
        return check == 11 ? '0' : check == 10 ? 'K' : (char) ('0' + check);
    }

    static boolean vinShaped(String code) {
        for (int i = 0; i < 17; i++) {
            char c = code.charAt(i);
            if (!Chars.digit(c) && VIN_VALUES.charAt(c - 'A') == '.') {
                return false;
            }
        }
        return code.length() == 17 && Chars.digit(code.charAt(16));
    }

    static boolean vin(String code) {
        if (!vinShaped(code)) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            char c = code.charAt(i);
            sum += (Chars.digit(c) ? c - '0' : VIN_VALUES.charAt(c - 'A') - '0') * VIN_WEIGHTS[i];
        }
        int check = sum % 11;
        return code.charAt(8) == (check == 10 ? 'X' : (char) ('0' + check));
    }
}
