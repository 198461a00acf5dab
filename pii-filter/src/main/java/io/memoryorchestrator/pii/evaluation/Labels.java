package io.memoryorchestrator.pii.evaluation;

import io.memoryorchestrator.pii.PiiType;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The labels of the presidio-research and WNUT-17 data sets in terms of the filter's types. */
public final class Labels {

    private static final Map<String, PiiType> TYPES = Map.ofEntries(
            Map.entry("EMAIL_ADDRESS", PiiType.EMAIL),
            Map.entry("PHONE_NUMBER", PiiType.PHONE),
            Map.entry("CREDIT_CARD", PiiType.CARD),
            Map.entry("IBAN_CODE", PiiType.IBAN),
            Map.entry("US_SSN", PiiType.SSN),
            Map.entry("IP_ADDRESS", PiiType.IP),
            Map.entry("DOMAIN_NAME", PiiType.URL),
            Map.entry("US_DRIVER_LICENSE", PiiType.DRIVER_LICENCE),
            Map.entry("PERSON", PiiType.PERSON),
            Map.entry("STREET_ADDRESS", PiiType.ADDRESS),
            Map.entry("ZIP_CODE", PiiType.POSTCODE),
            Map.entry("GPE", PiiType.PLACE),
            Map.entry("LOCATION", PiiType.PLACE),
            Map.entry("ORGANIZATION", PiiType.ORGANISATION),
            Map.entry("CORPORATION", PiiType.ORGANISATION),
            Map.entry("DATE_TIME", PiiType.DATE),
            Map.entry("AGE", PiiType.AGE),
            Map.entry("NRP", PiiType.NATIONALITY),
            Map.entry("TITLE", PiiType.JOB_TITLE));

    private Labels() {}

    /** The type a label means, or nothing if the filter has no such type (products, works of art). */
    public static Optional<PiiType> typeOf(String label) {
        return Optional.ofNullable(TYPES.get(label.toUpperCase(Locale.ROOT)));
    }
}
