package io.memoryorchestrator.pii;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random texts made of fragments that matter: no exception, untouched bystanders, idempotence. {@code -Dpii.fuzz=10000000} for more. */
class FuzzTests {

    private static final long RUNS = Long.getLong("pii.fuzz", 20_000L);
    private static final long SEED = Long.getLong("pii.seed", 42L);

    private static final String[] FRAGMENTS =
            ("jo@example.org~4111 1111 1111 1111~[EMAIL]~[CARD:****1111]~[EMAIL:abcdefghijklmnop]~password~is~:~=~ ~  ~\n~\r\n~.~-~+~(~)~/~@~#"
                            + "~%40~&#64;~\u200b~\u00ad~😀~٤١~４１~GB82WEST12345698765432~536-22-1234~203.0.113.9~eyJhbGciOiJIUzI1NiJ9"
                            + "~sk_live_4eC39HqLyjWDarjtT1zdp7dc~https://~user:pw@~?token=abcdef~born~3 May 1990~passport~X1234567~street~12"
                            + "~Main~Apt. 3~Anna~Smith~dot~at~(at)~am9obkBleGFtcGxlLm9yZw==~-----BEGIN RSA PRIVATE KEY-----~::~2001:db8::1"
                            + "~00:1B:44:11:3A:B7~а~е~пароль~电话~13812345678~+44 20 7946 0958~0x~\"~'~<~>~\\u0040~\ud835~\udb40\udc41~\uffff"
                            + "~12.345678, -7.654321~account~license~,~;~&~in~the~3~1~0~Z~a~B2~1HGBH41JXMN109186~12345678Z~°~call~key")
                    .split("~");

    private static final PiiPolicy[] POLICIES = {
        PiiPolicy.standard(),
        PiiPolicy.everything(),
        PiiPolicy.builder().actionForAll(PiiAction.MASK).build(),
        PiiPolicy.builder()
                .actionForAll(PiiAction.PSEUDONYMISE)
                .pseudonymKey(PseudonymKey.of("a key of sixteen bytes"))
                .build()
    };

    @Test
    void randomTextIsRedactedOnceAndForAllAndNothingElseChanges() {
        Random random = new Random(SEED);
        for (long run = 0; run < RUNS; run++) {
            String text = text(random);
            PiiPolicy policy = POLICIES[(int) (run % POLICIES.length)];
            Redaction once = PiiFilter.standard().redact(text, policy);
            Redaction twice = PiiFilter.standard().redact(once.text(), policy);
            if (!twice.text().equals(once.text()) || !bystandersAreUntouched(text, once)) {
                assertThat(once.text() + " | " + twice.text())
                        .as("run %d of seed %d: '%s' %s", run, SEED, escaped(text), once.findings())
                        .isEmpty();
            }
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int parts = 1 + random.nextInt(12);
        for (int part = 0; part < parts; part++) {
            if (random.nextInt(8) == 0) {
                for (int i = random.nextInt(5); i >= 0; i--) {
                    text.append((char) (random.nextInt(4) == 0 ? random.nextInt(65_536) : 32 + random.nextInt(95)));
                }
            } else {
                text.append(FRAGMENTS[random.nextInt(FRAGMENTS.length)]);
            }
        }
        return text.toString();
    }

    private static boolean bystandersAreUntouched(String text, Redaction redaction) {
        int read = 0;
        int written = 0;
        String out = redaction.text();
        for (Finding finding : redaction.findings()) {
            String between = text.substring(read, finding.start());
            String opens = "[" + finding.type();
            if (!out.startsWith(between, written) || !out.startsWith(opens, written + between.length())) {
                return false;
            }
            written = out.indexOf(']', written + between.length()) + 1;
            read = finding.end();
        }
        return out.substring(written).equals(text.substring(read));
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(c -> escaped.append(c < 32 || c > 126 ? String.format("\\u%04x", c) : "" + (char) c));
        return escaped.toString();
    }
}
