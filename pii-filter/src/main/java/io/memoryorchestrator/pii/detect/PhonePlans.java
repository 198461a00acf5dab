package io.memoryorchestrator.pii.detect;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Asks libphonenumber whether digits are a number of some numbering plan. Metadata is read once, when the class is loaded. */
final class PhonePlans {

    private static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();

    /**
     * Plans with a trunk prefix 0, tried for numbers that begin with it: region, fewest and most digits as dialled. Wider than the plan
     * where in doubt, because libphonenumber has the last word; this only saves asking it.
     */
    private static final Plan[] TRUNK =
            Plan.of("GB 10 11|DE 7 12|FR 10 10|IN 11 11|AU 10 10|JP 10 11|NL 10 10|IT 8 11|SE 8 10|CH 10 10|AT 8 12|"
                    + "BE 9 10|FI 8 12|KR 9 11|BR 11 12|TR 11 11|ZA 10 10|IE 9 11|NZ 9 11|UA 10 10|RO 10 10|BG 8 10|HR 8 10|SI 9 9|SK 9 10|"
                    + "ID 9 12|TH 9 10|VN 10 11|MY 9 11|PK 10 11|EG 9 11|IL 9 10|AR 11 12|HU 10 11");

    /** Plans whose numbers are written without a trunk prefix, with the digits they begin with. */
    private static final Plan[] PLAIN =
            Plan.of("US 10 10 23456789|ES 9 9 6789|PL 9 9 123456789|PT 9 9 23679|CZ 9 9 234567|NO 8 8 23456789|"
                    + "DK 8 8 23456789|GR 10 10 26|HU 8 9 1234567|MX 10 10 123456789|RU 10 11 34789|CN 11 11 1|SG 8 8 3689|HK 8 8 2345679|"
                    + "IT 9 10 3|CY 8 8 29|CO 10 10 36|CL 9 9 23456789|PE 9 9 9|LU 8 9 2456|BR 10 11 123456789");

    private static final String[] MOBILE_ELEVEN = {"RU", "CN", "GB", "DE", "KR", "JP", "TR", "NG"};
    private static final String[] MOBILE_TEN = {"US", "IN", "FR", "AU", "IT", "MX", "UA", "ES"};

    static {
        Stream.of(TRUNK, PLAIN).flatMap(Stream::of).forEach(plan -> PLANS.getExampleNumber(plan.region()));
        Stream.of(MOBILE_ELEVEN, MOBILE_TEN).flatMap(Stream::of).forEach(PLANS::getExampleNumber);
    }

    private record Plan(String region, int fewest, int most, String leads) {

        static Plan[] of(String plans) {
            return Stream.of(plans.split("\\|"))
                    .map(plan -> plan.split(" "))
                    .map(part -> new Plan(
                            part[0],
                            Integer.parseInt(part[1]),
                            Integer.parseInt(part[2]),
                            part.length > 3 ? part[3] : ""))
                    .toArray(Plan[]::new);
        }

        boolean fits(String digits) {
            return digits.length() >= fewest
                    && digits.length() <= most
                    && (leads.isEmpty() || leads.indexOf(digits.charAt(0)) >= 0);
        }
    }

    private PhonePlans() {}

    /** Whether digits that begin with a country calling code are a valid number. */
    static boolean international(String digits) {
        PhoneNumber number = parse("+" + digits, "ZZ");
        return number != null && PLANS.isValidNumber(number);
    }

    /** Whether digits are a valid number of one of many plans, dialled within it. */
    static boolean national(String digits) {
        return valid(digits, digits.charAt(0) == '0' ? TRUNK : PLAIN);
    }

    /** Whether digits are a valid mobile number of a plan in which such numbers are often written without separators. */
    static boolean mobile(String digits) {
        String[] regions = digits.length() == 11 ? MOBILE_ELEVEN : MOBILE_TEN;
        for (String region : regions) {
            PhoneNumber number = parse(digits, region);
            if (number != null && PLANS.isValidNumberForRegion(number, region)) {
                PhoneNumberType type = PLANS.getNumberType(number);
                if (type == PhoneNumberType.MOBILE || type == PhoneNumberType.FIXED_LINE_OR_MOBILE) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean valid(String digits, Plan[] plans) {
        for (Plan plan : plans) {
            PhoneNumber number = plan.fits(digits) ? parse(digits, plan.region()) : null;
            if (number != null && PLANS.isValidNumberForRegion(number, plan.region())) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable PhoneNumber parse(String digits, String region) {
        try {
            return PLANS.parse(digits, region);
        } catch (NumberParseException notANumber) {
            return null;
        }
    }
}
