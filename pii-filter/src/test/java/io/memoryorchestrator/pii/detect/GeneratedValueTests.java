package io.memoryorchestrator.pii.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.pii.PiiFilter;
import io.memoryorchestrator.pii.Redaction;
import io.memoryorchestrator.pii.detect.Values.Script;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Valid values in generated text of ten scripts: none may slip through. Raise the number with {@code -Dpii.generated=…}. */
class GeneratedValueTests {

    private static final int EACH = Integer.getInteger("pii.generated", 20);
    private static final long SEED = Long.getLong("pii.seed", 20_261_121L);

    private final Random random = new Random(SEED);
    private final Values values = new Values(random);

    @ParameterizedTest
    @EnumSource(Script.class)
    void everyNationalNumberIsFound(Script script) {
        for (NationalNumber kind : NationalNumber.values()) {
            everyOneIsFound(script, kind.name(), () -> values.nationalNumber(kind));
        }
    }

    @ParameterizedTest
    @EnumSource(Script.class)
    void everyCardAndIbanIsFound(Script script) {
        everyOneIsFound(script, "card", values::card);
        everyOneIsFound(script, "grouped card", () -> values.card().replaceAll("(.{4})(?=.)", "$1 "));
        everyOneIsFound(script, "iban", values::iban);
        everyOneIsFound(script, "grouped iban", () -> values.iban().replaceAll("(.{4})(?=.)", "$1 "));
    }

    @ParameterizedTest
    @EnumSource(Script.class)
    void everyNationalCodeIsFound(Script script) {
        everyOneIsFound(script, "nif", values::nif);
        everyOneIsFound(script, "codice fiscale", values::codiceFiscale);
        everyOneIsFound(script, "vin", values::vin);
        everyOneIsFound(script, "nric", values::nric);
        everyOneIsFound(script, "rut", values::rut);
        everyOneIsFound(script, "nino", values::nino);
    }

    @ParameterizedTest
    @EnumSource(Script.class)
    void everyKeyIsFound(Script script) {
        for (KeyFormat format : KeyFormat.KNOWN) {
            everyOneIsFound(script, format.prefix(), () -> values.key(format));
        }
    }

    @Test
    void digitsOfOtherScriptsAreDigits() {
        for (char zero : new char[] {'０', '٠', '۰', '०', '০', '๐'}) {
            everyOneIsFound(Script.LATIN, "digits of " + Character.getName(zero), () -> shifted(values.card(), zero));
        }
    }

    private static String shifted(String digits, char zero) {
        StringBuilder shifted = new StringBuilder();
        digits.chars().forEach(c -> shifted.append((char) (zero + c - '0')));
        return shifted.toString();
    }

    private void everyOneIsFound(Script script, String kind, Supplier<String> maker) {
        for (int i = 0; i < EACH; i++) {
            String value = maker.get();
            String before = values.prose(script);
            String text = before + value + " " + values.prose(script);
            Redaction redaction = PiiFilter.standard().redact(text);
            assertThat(redaction.findings())
                    .as("%s in '%s' (seed %d)", kind, text, SEED)
                    .anyMatch(f -> f.start() <= before.length() && f.end() >= before.length() + value.length());
        }
    }
}
