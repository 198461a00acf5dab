package io.memoryorchestrator.pii;

/**
 * The kinds of personal data and secrets the filter tells apart.
 *
 * <p>The name of a constant is stable: it is what a reader of redacted text sees, what metrics are labelled with and what a policy names.
 */
public enum PiiType {
    /** An e-mail address, also an obfuscated one. */
    EMAIL,
    /** A telephone number of any region. */
    PHONE,
    /** A payment card number (ISO/IEC 7812). */
    CARD,
    /** An international bank account number (ISO 13616). */
    IBAN,
    /** A US social security number or individual taxpayer number. */
    SSN,
    /** A national identity, tax or health insurance number of another country. */
    NATIONAL_ID,
    /** A passport number, found in context. */
    PASSPORT,
    /** A driver's licence number, found in context. */
    DRIVER_LICENCE,
    /** A domestic bank account, routing or sort code. */
    BANK_ACCOUNT,
    /** An IPv4 or IPv6 address. */
    IP,
    /** A hardware (EUI-48 or EUI-64) address. */
    MAC,
    /** A cryptocurrency address. */
    CRYPTO,
    /** A vehicle identification number, or a number plate in context. */
    VEHICLE,
    /** A pair of geographic coordinates. */
    GEO,
    /** A date of birth, found in context. */
    BIRTH_DATE,
    /** An API key, access token, connection string or other machine credential. */
    SECRET,
    /** A JSON Web Token (RFC 7519). */
    JWT,
    /** A PEM block that holds a private key. */
    PRIVATE_KEY,
    /** A password or PIN, found in context. */
    PASSWORD,
    /** A street address. */
    ADDRESS,
    /** A postal code. */
    POSTCODE,
    /** A web address or bare domain name. One that carries credentials is a {@link #SECRET}. */
    URL,
    /** The name of a person. */
    PERSON,
    /** A city, region or country. */
    PLACE,
    /** A company or institution. */
    ORGANISATION,
    /** A date that is not known to be a date of birth. */
    DATE,
    /** A person's age. */
    AGE,
    /** A nationality, religion or political group. */
    NATIONALITY,
    /** An honorific or an occupation. */
    JOB_TITLE,
    /** A match of a pattern supplied by the operator. */
    CUSTOM;

    private final String placeholder = "[" + name() + "]";

    /** The text that replaces a redacted value of this type, such as {@code [EMAIL]}. The filter never finds anything in a placeholder. */
    public String placeholder() {
        return placeholder;
    }
}
