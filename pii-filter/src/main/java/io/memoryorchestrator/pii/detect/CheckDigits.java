package io.memoryorchestrator.pii.detect;

/** The check-digit arithmetic that national numbers share. All methods take digits as characters and expect the right length. */
final class CheckDigits {

    /** Verhoeff's dihedral multiplication and permutation tables (1969). */
    private static final String[] DIHEDRAL = {
        "0123456789",
        "1234067895",
        "2340178956",
        "3401289567",
        "4012395678",
        "5987604321",
        "6598710432",
        "7659821043",
        "8765932104",
        "9876543210"
    };

    private static final String[] PERMUTATION = {
        "0123456789", "1576283094", "5803796142", "8916043527", "9453126870", "4286573901", "2793806415", "7046913258"
    };

    private CheckDigits() {}

    static int weighted(String digits, int... weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += (digits.charAt(i) - '0') * weights[i];
        }
        return sum;
    }

    static int digit(String digits, int index) {
        return digits.charAt(index) - '0';
    }

    static int number(String digits, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            value = value * 10 + digits.charAt(i) - '0';
        }
        return value;
    }

    static long wide(String digits, int from, int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            value = value * 10 + digits.charAt(i) - '0';
        }
        return value;
    }

    static boolean luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int value = digits.charAt(digits.length() - 1 - i) - '0';
            int doubled = (i & 1) == 1 ? value * 2 : value;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0;
    }

    static boolean verhoeff(String digits) {
        int check = 0;
        for (int i = 0; i < digits.length(); i++) {
            int value = digits.charAt(digits.length() - 1 - i) - '0';
            int permuted = PERMUTATION[i % 8].charAt(value) - '0';
            check = DIHEDRAL[check].charAt(permuted) - '0';
        }
        return check == 0;
    }

    /** ISO 7064 mod 11,10, as in the German tax number and the Croatian OIB. */
    static boolean mod11And10(String digits) {
        int product = 10;
        for (int i = 0; i < digits.length() - 1; i++) {
            int sum = (digits.charAt(i) - '0' + product) % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }
        return (11 - product) % 10 == digits.charAt(digits.length() - 1) - '0';
    }

    /** Whether day and month could be those of a date; offsets some countries add to the month are taken off. */
    static boolean dayMonth(int day, int month, int... monthOffsets) {
        int plain = month;
        for (int offset : monthOffsets) {
            if (month > offset && month <= offset + 12) {
                plain = month - offset;
            }
        }
        return day >= 1 && day <= 31 && plain >= 1 && plain <= 12;
    }
}
