package io.memoryorchestrator.pii.detect;

import io.memoryorchestrator.pii.PiiType;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates of birth: a full date a short way after "born", "DOB" or the like. A date without such a word is an event and another type. */
final class BirthDateDetector implements Detector {

    private static final String NAME = "birth-date";
    private static final int REACH = 56;

    private static final String MONTH =
            "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mär|mai|okt|dez|janv|fév|avr|juin|juil|août|déc|ene|abr|ago|dic|янв|фев|мар|"
                    + "апр|мая|июн|июл|авг|сен|окт|ноя|дек)\\p{L}{0,8}+";

    /** Quantifiers are bounded and possessive; the region searched is {@value #REACH} characters. */
    private static final Pattern DATE = Pattern.compile(
            "(?<![\\d.])(?:\\d{1,2}+[./-] ?\\d{1,2}+[./-] ?\\d{2,4}+|\\d{4}+[./-]\\d{1,2}+[./-]\\d{1,2}+"
                    + "|\\d{4}+年\\d{1,2}+月\\d{1,2}+日|\\d{1,2}+(?:st|nd|rd|th|\\.)?+ (?:of |de )?+" + MONTH
                    + "\\.?+,? (?:de |del )?+\\d{4}+"
                    + "|" + MONTH + "\\.?+ \\d{1,2}+(?:st|nd|rd|th)?+,? \\d{4}+)(?!\\d)",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    @Override
    public long types() {
        return Detector.bit(PiiType.BIRTH_DATE);
    }

    @Override
    public int hits() {
        return Detector.on(Hits.KEYWORD);
    }

    @Override
    public void inspect(Scan scan, int kind, int at, int detail) {
        if ((Context.word(scan.text(), at, detail) & Context.BIRTH) == 0) {
            return;
        }
        int end = Math.min(scan.text().length(), detail + REACH);
        Matcher matcher = DATE.matcher(scan.text()).region(detail, end).useTransparentBounds(true);
        if (matcher.find()) {
            scan.report(PiiType.BIRTH_DATE, matcher.start(), matcher.end(), 0.9, NAME);
        }
    }
}
