package io.memoryorchestrator.pii.detect;

import static io.memoryorchestrator.pii.detect.CheckDigits.dayMonth;
import static io.memoryorchestrator.pii.detect.CheckDigits.digit;
import static io.memoryorchestrator.pii.detect.CheckDigits.luhn;
import static io.memoryorchestrator.pii.detect.CheckDigits.mod11And10;
import static io.memoryorchestrator.pii.detect.CheckDigits.number;
import static io.memoryorchestrator.pii.detect.CheckDigits.verhoeff;
import static io.memoryorchestrator.pii.detect.CheckDigits.weighted;
import static io.memoryorchestrator.pii.detect.CheckDigits.wide;

import java.util.function.Predicate;

/**
 * National numbers made of digits only, each with its published check. The grouping is how the number is written officially; the
 * strength is how sure a match is without a word about it, and is lowest where one check digit is all there is.
 */
enum NationalNumber {
    BR_CPF("cpf", "3 3 3 2", 0.9, d -> !same(d) && cpf(d, 9) && cpf(d, 10)),
    BR_CNPJ("cnpj", "2 3 3 4 2", 0.9, d -> !same(d) && cnpj(d, 12) && cnpj(d, 13)),
    PL_PESEL(
            "pesel",
            "11",
            0.85,
            d -> weighted(d, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1) % 10 == 0
                    && dayMonth(number(d, 4, 6), number(d, 2, 4), 20, 40, 60, 80)),
    PL_NIP("nip", "3 3 2 2|3 2 2 3", 0.5, d -> weighted(d, 6, 5, 7, 2, 3, 4, 5, 6, 7) % 11 == digit(d, 9)),
    RU_INN_12(
            "inn",
            "12",
            0.85,
            d -> weighted(d, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8) % 11 % 10 == digit(d, 10)
                    && weighted(d, 3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8) % 11 % 10 == digit(d, 11)),
    RU_INN_10("inn", "10", 0.5, d -> weighted(d, 2, 4, 10, 3, 5, 9, 4, 6, 8) % 11 % 10 == digit(d, 9)),
    RU_SNILS("snils", "3 3 3 2", 0.85, d -> weighted(d, 9, 8, 7, 6, 5, 4, 3, 2, 1) % 101 % 100 == number(d, 9, 11)),
    IN_AADHAAR("aadhaar", "4 4 4", 0.7, d -> d.charAt(0) >= '2' && verhoeff(d)),
    NL_BSN("bsn", "9|3 3 3|4 2 3", 0.5, d -> !same(d) && floorMod(weighted(d, 9, 8, 7, 6, 5, 4, 3, 2, -1)) == 0),
    SE_PERSONNUMMER("personnummer", "6 4", 0.85, d -> luhn(d) && dayMonth(number(d, 4, 6) % 60, number(d, 2, 4))),
    SE_PERSONNUMMER_LONG(
            "personnummer", "8 4", 0.9, d -> luhn(d.substring(2)) && dayMonth(number(d, 6, 8) % 60, number(d, 4, 6))),
    NO_FODSELSNUMMER(
            "fodselsnummer",
            "6 5",
            0.9,
            d -> dayMonth(number(d, 0, 2) % 40, number(d, 2, 4), 40, 80)
                    && weighted(d, 3, 7, 6, 1, 8, 9, 4, 5, 2, 1) % 11 == 0
                    && weighted(d, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0),
    DK_CPR(
            "cpr",
            "6 4",
            0.55,
            d -> dayMonth(number(d, 0, 2), number(d, 2, 4)) && weighted(d, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0),
    DE_STEUER_ID("steuer-id", "2 3 3 3", 0.7, d -> d.charAt(0) != '0' && repeats(d) && mod11And10(d)),
    FR_NIR(
            "nir",
            "1 2 2 2 3 3 2",
            0.9,
            d -> (digit(d, 0) == 1 || digit(d, 0) == 2) && 97 - wide(d, 0, 13) % 97 == number(d, 13, 15)),
    CH_AHV(
            "ahv",
            "3 4 4 2",
            0.95,
            d -> d.startsWith("756") && weighted(d, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1) % 10 == 0),
    BE_RIJKSREGISTER(
            "rijksregister",
            "2 2 2 3 2",
            0.85,
            d -> dayMonth(Math.max(1, number(d, 4, 6)), Math.max(1, number(d, 2, 4)), 20, 40) && belgian(d)),
    CN_RESIDENT("resident-id", "18", 0.95, d -> chinese(d, digit(d, 17))),
    KR_RRN(
            "rrn",
            "6 7",
            0.9,
            d -> dayMonth(number(d, 4, 6), number(d, 2, 4))
                    && (11 - weighted(d, 2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5) % 11) % 10 == digit(d, 12)),
    JP_MY_NUMBER("my-number", "4 4 4", 0.55, NationalNumber::japanese),
    TR_KIMLIK("tckn", "11", 0.9, NationalNumber::turkish),
    ZA_ID("za-id", "6 4 3|13", 0.85, d -> luhn(d) && dayMonth(number(d, 4, 6), number(d, 2, 4)) && digit(d, 10) < 2),
    RO_CNP("cnp", "13", 0.9, d -> dayMonth(number(d, 5, 7), number(d, 3, 5)) && romanian(d)),
    EE_ISIKUKOOD(
            "isikukood",
            "11",
            0.8,
            d -> digit(d, 0) >= 1 && digit(d, 0) <= 8 && dayMonth(number(d, 5, 7), number(d, 3, 5)) && baltic(d)),
    HR_OIB("oib", "11", 0.55, d -> !same(d) && mod11And10(d)),
    GR_AMKA("amka", "11", 0.8, d -> dayMonth(number(d, 0, 2), number(d, 2, 4)) && luhn(d)),
    BG_EGN(
            "egn",
            "10",
            0.7,
            d -> dayMonth(number(d, 4, 6), number(d, 2, 4), 20, 40)
                    && weighted(d, 2, 4, 8, 5, 10, 9, 7, 3, 6) % 11 % 10 == digit(d, 9)),
    CZ_RODNE_CISLO(
            "rodne-cislo",
            "6 4",
            0.7,
            d -> wide(d, 0, 10) % 11 == 0 && dayMonth(number(d, 4, 6), number(d, 2, 4), 20, 50, 70)),
    AR_CUIT(
            "cuit",
            "2 8 1",
            0.7,
            d -> (11 - weighted(d, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2) % 11) % 11 == digit(d, 10)
                    && "20 23 24 27 30 33 34".contains(d.substring(0, 2))),
    CA_SIN("sin", "3 3 3", 0.55, d -> luhn(d) && d.charAt(0) != '0' && d.charAt(0) != '8'),
    AU_TFN("tfn", "3 3 3", 0.5, d -> weighted(d, 1, 4, 3, 7, 5, 8, 6, 9, 10) % 11 == 0),
    GB_NHS("nhs", "3 3 4", 0.5, d -> (11 - weighted(d, 10, 9, 8, 7, 6, 5, 4, 3, 2) % 11) % 11 == digit(d, 9)),
    PT_NIF("nif", "3 3 3", 0.5, d -> "1235689".indexOf(d.charAt(0)) >= 0 && portuguese(d)),
    IL_ID("teudat-zehut", "9", 0.5, d -> luhn(d));

    private final String label;
    private final int length;
    private final int[][] groupings;
    private final double strength;
    private final Predicate<String> check;

    NationalNumber(String label, String groupings, double strength, Predicate<String> check) {
        this.label = label;
        this.strength = strength;
        this.check = check;
        String[] ways = groupings.split("\\|");
        this.groupings = new int[ways.length][];
        int total = 0;
        for (int way = 0; way < ways.length; way++) {
            String[] sizes = ways[way].split(" ");
            this.groupings[way] = new int[sizes.length];
            total = 0;
            for (int i = 0; i < sizes.length; i++) {
                this.groupings[way][i] = Integer.parseInt(sizes[i]);
                total += this.groupings[way][i];
            }
        }
        this.length = total;
    }

    String label() {
        return label;
    }

    int length() {
        return length;
    }

    double strength() {
        return strength;
    }

    boolean checks(String digits) {
        return digits.length() == length && check.test(digits);
    }

    /** Whether groups of digits are written as one block or the official way; a line end may cut anywhere. */
    boolean grouped(NumberRun run, int count) {
        if (count == 1 || (run.gapsWithin(count) & NumberRun.NEWLINE) != 0) {
            return true;
        }
        for (int[] way : groupings) {
            boolean alike = way.length == count;
            for (int i = 0; alike && i < count; i++) {
                alike = way[i] == run.size(i);
            }
            if (alike) {
                return true;
            }
        }
        return false;
    }

    private static boolean same(String d) {
        return d.chars().allMatch(c -> c == d.charAt(0));
    }

    private static int floorMod(int sum) {
        return Math.floorMod(sum, 11);
    }

    private static boolean cpf(String d, int at) {
        int sum = 0;
        for (int i = 0; i < at; i++) {
            sum += digit(d, i) * (at + 1 - i);
        }
        return sum * 10 % 11 % 10 == digit(d, at);
    }

    private static boolean cnpj(String d, int at) {
        int sum = 0;
        for (int i = 0; i < at; i++) {
            sum += digit(d, i) * ((at - 1 - i) % 8 + 2);
        }
        int rest = sum % 11;
        return (rest < 2 ? 0 : 11 - rest) == digit(d, at);
    }

    /** One digit occurs twice or three times among the first ten of a German tax number. */
    private static boolean repeats(String d) {
        int[] seen = new int[10];
        int most = 0;
        for (int i = 0; i < 10; i++) {
            most = Math.max(most, ++seen[digit(d, i)]);
        }
        return most == 2 || most == 3;
    }

    private static boolean belgian(String d) {
        int check = number(d, 9, 11);
        long serial = wide(d, 0, 9);
        return 97 - serial % 97 == check || 97 - (2_000_000_000L + serial) % 97 == check;
    }

    /** GB 11643: the eighteenth character of a Chinese resident number, 10 standing for X. */
    static boolean chinese(String d, int check) {
        int sum = weighted(d, 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2);
        boolean born = dayMonth(number(d, 12, 14), number(d, 10, 12)) && number(d, 6, 8) >= 18 && number(d, 6, 8) <= 21;
        return born && (12 - sum % 11) % 11 == check;
    }

    private static boolean japanese(String d) {
        int rest = weighted(d, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2) % 11;
        return !same(d) && (rest <= 1 ? 0 : 11 - rest) == digit(d, 11);
    }

    private static boolean turkish(String d) {
        int odd = digit(d, 0) + digit(d, 2) + digit(d, 4) + digit(d, 6) + digit(d, 8);
        int even = digit(d, 1) + digit(d, 3) + digit(d, 5) + digit(d, 7);
        boolean ninth = Math.floorMod(odd * 7 - even, 10) == digit(d, 9);
        return d.charAt(0) != '0' && ninth && (odd + even + digit(d, 9)) % 10 == digit(d, 10);
    }

    private static boolean baltic(String d) {
        int first = weighted(d, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1) % 11;
        int second = weighted(d, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3) % 11;
        int check = first < 10 ? first : second < 10 ? second : 0;
        return check == digit(d, 10);
    }

    private static boolean romanian(String d) {
        int rest = weighted(d, 2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9) % 11;
        return (rest == 10 ? 1 : rest) == digit(d, 12);
    }

    private static boolean portuguese(String d) {
        int rest = weighted(d, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
        return (rest < 2 ? 0 : 11 - rest) == digit(d, 8);
    }
}
