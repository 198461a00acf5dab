package io.memoryorchestrator.pii.detect;

import io.memoryorchestrator.pii.PiiType;
import java.util.Locale;

/** International bank account numbers: country, its length from the ISO 13616 registry, and the mod 97 check of ISO 7064. */
final class IbanDetector implements Detector {

    private static final String NAME = "iban";
    private static final int SHORTEST = 15;

    /** Length per country, from the SWIFT IBAN registry. */
    private static final String LENGTHS =
            "AD24AE23AL28AT20AZ28BA20BE16BG22BH22BI27BR29BY28CH21CR22CY28CZ24DE22DJ27DK18DO28EE20EG29ES24"
                    + "FI18FK18FO18FR27GB22GE22GI23GL18GR27GT28HN28HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20LB28LC32LI21LT20LU20LV21LY25"
                    + "MC27MD24ME22MK19MN20MR27MT31MU30NI28NL18NO15OM23PK24PL28PS29PT25QA29RO24RS22RU33SA24SC31SD18SE24SI19SK24SM27SO23"
                    + "ST25SV28TL23TN24TR26UA29VA22VG24XK20YE30DZ26AO25BJ28BF28CM27CV25CF27TD27KM27CG27CI28GA27GQ27GW25IR26MA28MG27ML28"
                    + "MZ25NE28SN28TG28";

    private static final byte[] LENGTH_BY_COUNTRY = new byte[26 * 26];

    static {
        for (int i = 0; i < LENGTHS.length(); i += 4) {
            LENGTH_BY_COUNTRY[(LENGTHS.charAt(i) - 'A') * 26 + LENGTHS.charAt(i + 1) - 'A'] =
                    Byte.parseByte(LENGTHS.substring(i + 2, i + 4));
        }
    }

    @Override
    public long types() {
        return Detector.bit(PiiType.IBAN);
    }

    @Override
    public int hits() {
        return Detector.on(Hits.MIXED);
    }

    @Override
    public void inspect(Scan scan, int kind, int at, int detail) {
        int wanted = length(scan, at);
        if (wanted < SHORTEST || Chars.asciiWord(scan.at(at - 1))) {
            return;
        }
        int read = 0;
        int gap = 0;
        int remainder = 0;
        int end = at;
        for (int i = at; read < wanted; i++) {
            char c = scan.at(i);
            if (!Chars.asciiWord(c)) {
                if (!separates(c) || ++gap > 3) {
                    return;
                }
                continue;
            }
            gap = 0;
            if (read >= 4) {
                remainder = append(remainder, c);
            }
            read++;
            end = i + 1;
        }
        if (!Chars.asciiWord(scan.at(end)) && checks(remainder, scan, at)) {
            scan.report(PiiType.IBAN, at, end, 0.99, NAME);
        }
    }

    private static int length(Scan scan, int at) {
        char first = Character.toUpperCase(scan.at(at));
        char second = Character.toUpperCase(scan.at(at + 1));
        boolean shaped = first >= 'A' && first <= 'Z' && second >= 'A' && second <= 'Z';
        if (!shaped || !Chars.digit(scan.at(at + 2))) {
            return 0;
        }
        return LENGTH_BY_COUNTRY[(first - 'A') * 26 + second - 'A'];
    }

    private static boolean separates(char c) {
        return Chars.space(c) || c == '-' || c == '.' || c == '/' || c == '_';
    }

    /** The country and check digits go last (ISO 7064 mod 97-10). */
    private static boolean checks(int body, Scan scan, int at) {
        int remainder = body;
        int read = 0;
        for (int i = at; read < 4; i++) {
            char c = scan.at(i);
            if (Chars.asciiWord(c)) {
                remainder = append(remainder, c);
                read++;
            }
        }
        return remainder == 1;
    }

    private static int append(int remainder, char c) {
        if (Chars.digit(c)) {
            return (remainder * 10 + c - '0') % 97;
        }
        return (remainder * 100 + (c | 0x20) - 'a' + 10) % 97;
    }

    /** The length of an IBAN of a country, 0 if it has none. For generating test values. */
    static int lengthOf(String country) {
        String upper = country.toUpperCase(Locale.ROOT);
        return LENGTH_BY_COUNTRY[(upper.charAt(0) - 'A') * 26 + upper.charAt(1) - 'A'];
    }
}
