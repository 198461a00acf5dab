package io.memoryorchestrator.pii.detect;

import io.memoryorchestrator.pii.PiiType;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pairs of coordinates precise enough to point at a building: decimal degrees with three places or more, or degrees and minutes. */
final class GeoDetector implements Detector {

    private static final String NAME = "geo";
    private static final int REACH = 64;

    private static final Pattern DECIMAL = Pattern.compile(
            "(\\d{1,2}+)\\.\\d{3,15}+°?+ ?+[NSns]?+(?:[,;]? ?+|[,;] ?+(?:lon|lng|longitude)[:= ]{0,3}+)-?+(\\d{1,3}+)\\.\\d{3,15}+(?:°?+ ?+[EWew](?!\\w))?+");
    private static final Pattern SEXAGESIMAL =
            Pattern.compile("\\d{1,2}+ ?°[ \\d.]{1,8}+['′’](?:[ \\d.]{1,9}+[\"″”])?+ ?+[NS],? ?"
                    + "\\d{1,3}+ ?°[ \\d.]{1,8}+['′’](?:[ \\d.]{1,9}+[\"″”])?+ ?+[EW]");

    @Override
    public long types() {
        return Detector.bit(PiiType.GEO);
    }

    @Override
    public int hits() {
        return Detector.on(Hits.NUMBER);
    }

    @Override
    public void inspect(Scan scan, int kind, int at, int detail) {
        if (Chars.asciiWord(scan.at(at - 1)) || scan.at(at - 1) == '.') {
            return;
        }
        int ceiling = Math.min(scan.text().length(), at + REACH);
        int signed = scan.at(at - 1) == '-' || scan.at(at - 1) == '+' ? at - 1 : at;
        int digits = at;
        while (digits < ceiling && digits - at < 4 && Chars.digit(scan.at(digits))) {
            digits++;
        }
        char after = scan.at(digits);
        if (after == '.') {
            Matcher pair = DECIMAL.matcher(scan.text()).region(at, ceiling).useTransparentBounds(true);
            if (pair.lookingAt() && Integer.parseInt(pair.group(1)) <= 90 && Integer.parseInt(pair.group(2)) <= 180) {
                scan.report(PiiType.GEO, signed, pair.end(), 0.9, NAME);
            }
        } else if (after == '°' || scan.at(digits + 1) == '°') {
            Matcher pair = SEXAGESIMAL.matcher(scan.text()).region(at, ceiling);
            if (pair.lookingAt()) {
                scan.report(PiiType.GEO, at, pair.end(), 0.95, NAME);
            }
        }
    }
}
