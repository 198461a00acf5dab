package io.memoryorchestrator.pii.detect;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import org.jspecify.annotations.Nullable;

/** Asks libphonenumber whether digits are a number of some numbering plan. Metadata is read once, when the class is loaded. */
final class PhonePlans {

    private static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();

    /** Plans with a trunk prefix 0, tried for numbers that begin with it. */
    private static final String[] TRUNK = {
        "GB", "DE", "FR", "IN", "AU", "JP", "NL", "IT", "SE", "CH", "AT", "BE", "FI", "KR", "BR", "TR", "ZA", "IE",
        "NZ", "UA", "RO", "BG", "HR", "SI", "SK", "ID", "TH", "VN", "MY", "PK", "EG", "IL", "AR"
    };

    /** Plans whose numbers are written without a trunk prefix. */
    private static final String[] PLAIN = {
        "US", "ES", "PL", "PT", "CZ", "NO", "DK", "GR", "HU", "MX", "RU", "CN", "SG", "HK", "IT", "CY", "CO", "CL",
        "PE", "LU", "BR"
    };

    private static final String[] MOBILE_ELEVEN = {"RU", "CN", "GB", "DE", "KR", "JP", "TR", "NG"};
    private static final String[] MOBILE_TEN = {"US", "IN", "FR", "AU", "IT", "MX", "UA", "ES"};

    static {
        for (String[] regions : new String[][] {TRUNK, PLAIN, MOBILE_ELEVEN, MOBILE_TEN}) {
            for (String region : regions) {
                PLANS.getExampleNumber(region);
            }
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

    private static boolean valid(String digits, String[] regions) {
        for (String region : regions) {
            PhoneNumber number = parse(digits, region);
            if (number != null && PLANS.isValidNumberForRegion(number, region)) {
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
