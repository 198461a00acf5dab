package io.memoryorchestrator.pii.detect;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Random;

/** Makes valid identifiers at random. Checks that are easier to test than to compute are met by trying. */
final class Values {

    private static final String[] IBAN_COUNTRIES = {
        "DE", "GB", "FR", "NL", "ES", "IT", "PL", "CH", "SE", "NO", "MT", "LC", "BR", "TR", "SA"
    };
    private static final String[] CARD_HEADS = {
        "4", "51", "2221", "34", "37", "6011", "3530", "36", "62", "2200", "50", "9792"
    };
    private static final int[] CARD_LENGTHS = {16, 16, 16, 15, 15, 16, 16, 14, 16, 16, 16, 16};

    private final Random random;

    Values(Random random) {
        this.random = random;
    }

    String digits(int length) {
        StringBuilder digits = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            digits.append((char) ('0' + random.nextInt(10)));
        }
        return digits.toString();
    }

    private String letters(int length, String alphabet) {
        StringBuilder letters = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            letters.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return letters.toString();
    }

    String nationalNumber(NationalNumber kind) {
        while (true) {
            String digits = digits(kind.length());
            if (kind.checks(digits)) {
                return digits;
            }
        }
    }

    String card() {
        int kind = random.nextInt(CARD_HEADS.length);
        while (true) {
            String digits = CARD_HEADS[kind] + digits(CARD_LENGTHS[kind] - CARD_HEADS[kind].length());
            if (CheckDigits.luhn(digits)) {
                return digits;
            }
        }
    }

    String iban() {
        String country = IBAN_COUNTRIES[random.nextInt(IBAN_COUNTRIES.length)];
        String body = digits(IbanDetector.lengthOf(country) - 4);
        StringBuilder number = new StringBuilder();
        for (char c : (body + country + "00").toCharArray()) {
            number.append(Character.getNumericValue(c));
        }
        int check = 98
                - new BigInteger(number.toString()).mod(BigInteger.valueOf(97)).intValue();
        return country + String.format(Locale.ROOT, "%02d", check) + body;
    }

    String key(KeyFormat format) {
        String alphabet = switch (format.alphabet()) {
            case HEX -> "0123456789abcdef";
            case UPPER -> "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
            default -> "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        };
        return format.prefix() + "7" + letters(format.shortest() + 3, alphabet);
    }

    String nif() {
        String digits = digits(8);
        return digits + "TRWAGMYFPDXBNJZSQVHLCKE".charAt(Integer.parseInt(digits) % 23);
    }

    String codiceFiscale() {
        String head = letters(6, "ABCDEFGHLMNOPRSTUVZ") + digits(2) + "A" + "10" + "H" + digits(3);
        return tried(head, "ABCDEFGHIJKLMNOPQRSTUVWXYZ", NationalCodes::codiceFiscale);
    }

    String vin() {
        String alphabet = "ABCDEFGHJKLMNPRSTUVWXYZ0123456789";
        while (true) {
            String vin = letters(8, alphabet) + letters(1, "0123456789X") + letters(4, alphabet) + digits(4);
            if (NationalCodes.vin(vin) && vin.chars().anyMatch(Character::isLetter)) {
                return vin;
            }
        }
    }

    String nric() {
        return tried("S" + digits(7), "ABCDEFGHIJKLMNOPQRSTUVWXYZ", NationalCodes::singaporean);
    }

    String rut() {
        String digits = "1" + digits(7);
        return digits.substring(0, 2) + "." + digits.substring(2, 5) + "." + digits.substring(5) + "-"
                + NationalCodes.rut(digits);
    }

    String nino() {
        return "AB" + digits(6) + "C";
    }

    private static String tried(String head, String alphabet, java.util.function.Predicate<String> check) {
        for (char c : alphabet.toCharArray()) {
            if (check.test(head + c)) {
                return head + c;
            }
        }
        throw new IllegalStateException("no check character fits " + head);
    }

    /** A few words of letters of one script. */
    String prose(Script script) {
        StringBuilder text = new StringBuilder();
        int words = 2 + random.nextInt(5);
        for (int i = 0; i < words; i++) {
            int length = 2 + random.nextInt(7);
            for (int k = 0; k < length; k++) {
                text.append((char) (script.first + random.nextInt(script.last - script.first + 1)));
            }
            text.append(' ');
        }
        return text.toString();
    }

    /** Ten scripts by a range of their ordinary letters. */
    enum Script {
        LATIN('a', 'z'),
        CYRILLIC('а', 'я'),
        GREEK('α', 'ω'),
        ARABIC('ب', 'غ'),
        HEBREW('א', 'ת'),
        DEVANAGARI('क', 'ह'),
        THAI('ก', 'ฮ'),
        HAN('一', '龥'),
        KANA('ぁ', 'ん'),
        HANGUL('가', '힣');

        final char first;
        final char last;

        Script(char first, char last) {
            this.first = first;
            this.last = last;
        }
    }
}
