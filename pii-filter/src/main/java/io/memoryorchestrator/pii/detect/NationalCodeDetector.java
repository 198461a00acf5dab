package io.memoryorchestrator.pii.detect;

import io.memoryorchestrator.pii.PiiType;
import java.util.Locale;

/** National numbers that mix letters and digits, and vehicle identification numbers, each with its check where it has one. */
final class NationalCodeDetector implements Detector {

    private static final String NIF_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";
    private static final String HETU_LETTERS = "0123456789ABCDEFHJKLMNPRSTUVWXY";

    @Override
    public long types() {
        return Detector.bit(PiiType.NATIONAL_ID) | Detector.bit(PiiType.VEHICLE);
    }

    @Override
    public int hits() {
        return Detector.on(Hits.MIXED) | Detector.on(Hits.NUMBER);
    }

    @Override
    public void inspect(Scan scan, int kind, int at, int detail) {
        if (kind == Hits.NUMBER) {
            spaced(scan, scan.numbers(at), at);
            return;
        }
        int length = detail - at;
        String code = length <= 18 ? scan.text().substring(at, detail).toUpperCase(Locale.ROOT) : "";
        switch (length) {
            case 4 -> finnish(scan, at, detail, code);
            case 7 -> hongKong(scan, at, detail, code);
            case 8, 9 -> {
                nine(scan, at, detail, code);
                hongKong(scan, at, detail, code);
            }
            case 10 -> {
                if (NationalCodes.taiwanese(code)) {
                    report(scan, at, detail, 0.85, "tw-id");
                }
            }
            case 15 -> {
                if (NationalCodes.corsican(code)) {
                    report(scan, at, detail, 0.9, "nir");
                }
            }
            case 16 -> {
                if (NationalCodes.codiceFiscale(code)) {
                    report(scan, at, detail, 0.98, "codice-fiscale");
                }
            }
            case 17 -> vehicle(scan, at, detail, code);
            case 18 -> eighteen(scan, at, detail, code);
            default -> {}
        }
    }

    private static void nine(Scan scan, int at, int end, String code) {
        boolean nif = code.length() == 9
                && NationalCodes.shape(code, "99999999A")
                && NIF_LETTERS.charAt(CheckDigits.number(code, 0, 8) % 23) == code.charAt(8);
        boolean nie = code.length() == 9 && NationalCodes.nie(code, NIF_LETTERS);
        if (nif || nie) {
            report(scan, at, end, 0.95, nif ? "nif" : "nie");
        } else if (NationalCodes.singaporean(code)) {
            report(scan, at, end, 0.95, "nric");
        } else if (NationalCodes.irish(code)) {
            report(scan, at, end, 0.85, "pps");
        } else if (NationalCodes.nino(code)) {
            report(scan, at, end, 0.85, "nino");
        }
    }

    /** A123456(3) and AB123456(9): the check character stands in brackets. */
    private static void hongKong(Scan scan, int at, int end, String code) {
        if (scan.at(end) == '('
                && scan.at(end + 2) == ')'
                && NationalCodes.hongKong(code, Character.toUpperCase(scan.at(end + 1)))) {
            report(scan, at, end + 3, 0.95, "hkid");
        }
    }

    private static void eighteen(Scan scan, int at, int end, String code) {
        boolean chinese = NationalCodes.shape(code, "99999999999999999A")
                && code.charAt(17) == 'X'
                && NationalNumber.chinese(code, 10);
        if (chinese || NationalCodes.curp(code)) {
            report(scan, at, end, 0.95, chinese ? "resident-id" : "curp");
        }
    }

    private static void vehicle(Scan scan, int at, int end, String code) {
        boolean context = (scan.contextBefore(at) & Context.PLATE) != 0;
        if (NationalCodes.vin(code) || (context && NationalCodes.vinShaped(code))) {
            scan.report(PiiType.VEHICLE, at, end, 0.9, "vin");
        }
    }

    /** 131052-308T: the MIXED hit is what follows the sign of the century. */
    private static void finnish(Scan scan, int at, int end, String code) {
        int start = at - 7;
        if (!NationalCodes.shape(code, "999A") && !NationalCodes.shape(code, "9999")
                || "-+A".indexOf(scan.at(at - 1)) < 0
                || start < 0) {
            return;
        }
        String date = scan.text().substring(start, at - 1);
        if (NationalCodes.shape(date, "999999") && !Chars.asciiWord(scan.at(start - 1))) {
            int check = CheckDigits.number(date + code, 0, 9) % 31;
            if (HETU_LETTERS.charAt(check) == code.charAt(3)) {
                report(scan, start, end, 0.95, "hetu");
            }
        }
    }

    /** Forms whose letters stand apart: QQ 12 34 56 C, 12345678-Z, 12.345.678-5. */
    private static void spaced(Scan scan, NumberRun run, int at) {
        if (run.groups() >= 3 && run.size(0) == 2 && run.size(1) == 2 && run.size(2) == 2 && scan.at(at - 1) == ' ') {
            int end = run.end(2);
            int last = scan.at(end) == ' ' ? end + 1 : end;
            String code = letters(scan, at - 3, at - 1) + run.joined(3) + scan.at(last);
            if (!Chars.asciiWord(scan.at(at - 4))
                    && !Chars.asciiWord(scan.at(last + 1))
                    && NationalCodes.nino(code.toUpperCase(Locale.ROOT))) {
                report(scan, at - 3, last + 1, 0.85, "nino");
            }
        }
        if (Chars.asciiWord(scan.at(at - 1))) {
            return;
        }
        if (run.size(0) == 8
                && (scan.at(run.end(0)) == '-' || scan.at(run.end(0)) == ' ')
                && !Chars.asciiWord(scan.at(run.end(0) + 2))) {
            char letter = Character.toUpperCase(scan.at(run.end(0) + 1));
            if (NIF_LETTERS.charAt(CheckDigits.number(run.joined(1), 0, 8) % 23) == letter) {
                report(scan, at, run.end(0) + 2, 0.9, "nif");
            }
        }
        chilean(scan, run, at);
    }

    private static void chilean(Scan scan, NumberRun run, int at) {
        boolean dotted = run.groups() >= 3
                && run.size(0) <= 2
                && run.size(1) == 3
                && run.size(2) == 3
                && run.gap(1) == NumberRun.DOT
                && run.gap(2) == NumberRun.DOT;
        int count = dotted ? 3 : 1;
        int end = run.end(count - 1);
        boolean sized = dotted || run.size(0) == 7 || run.size(0) == 8;
        if (!sized || scan.at(end) != '-' || Chars.asciiWord(scan.at(end + 2))) {
            return;
        }
        if (NationalCodes.rut(run.joined(count)) == Character.toUpperCase(scan.at(end + 1))) {
            report(scan, at, end + 2, dotted ? 0.95 : 0.7, "rut");
        }
    }

    private static String letters(Scan scan, int from, int to) {
        return from < 0 ? "" : scan.text().substring(from, to);
    }

    private static void report(Scan scan, int start, int end, double confidence, String detector) {
        scan.report(PiiType.NATIONAL_ID, start, end, confidence, detector);
    }
}
