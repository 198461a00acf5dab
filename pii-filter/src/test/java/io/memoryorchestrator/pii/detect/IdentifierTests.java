package io.memoryorchestrator.pii.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.pii.PiiFilter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifierTests {

    private static String redact(String text) {
        return PiiFilter.standard().redact(text).text();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        write to first.last+tag@mail.example.co.uk, please | write to [EMAIL], please
        邮箱zhang@example.com请查收 | 邮箱[EMAIL]请查收
        почта иван@пример.рф тут | почта [EMAIL] тут
        jörg.müller@example.de ok | [EMAIL] ok
        "john doe"@example.com. | [EMAIL].
        <mailto:a_b@example.museum> | <mailto:[EMAIL]>
        call (415) 555-0132 now | call [PHONE] now
        call 415.555.0132 now | call [PHONE] now
        +44 (0)20 7946 0958 | [PHONE]
        звоните +7 916 123-45-67 | звоните [PHONE]
        Tel. 030/901820 | Tel. [PHONE]
        call me on 9472 7916. | call me on [PHONE].
        电话13812345678是 | 电话[PHONE]是
        tel 0044 20 7946 0958 | tel [PHONE]
        Amex 3782 822463 10005 | Amex [CARD]
        4012-8888-8888-1881 | [CARD]
        DE89 3704 0044 0532 0130 00 | [IBAN]
        gb82west12345698765432 | [IBAN]
        ssn 536221234 | ssn [SSN]
        from 2001:db8:85a3::8a2e:370:7334 port 80 | from [IP] port 80
        from 203.0.113.9:8080 | from [IP]:8080
        mac 00:1B:44:11:3A:B7 | mac [MAC]
        """)
    void isFound(String text, String redacted) {
        assertThat(redact(text)).isEqualTo(redacted);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        use AKIAIOSFODNN7EXAMPLE now | use [SECRET] now
        ghp_16C7e42F292c6912E7710c838347Ae178B4a | [SECRET]
        xoxb-123456789012-abcdefGHIJ | [SECRET]
        sk_live_4eC39HqLyjWDarjtT1zdp7dc | [SECRET]
        sk-proj-abcdEFGH1234ijklMNOP5678 | [SECRET]
        postgres://app:s3cr3t@db.example.com:5432/app | [SECRET]
        https://me:pw123@example.com/x | https://[SECRET]@example.com/x
        https://example.com/cb?access_token=abc123def&x=1 | https://example.com/cb?access_token=[SECRET]&x=1
        eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abcDEF123_-x | [JWT]
        my password is hunter2 | my password is [PASSWORD]
        Passwort: geheim | Passwort: [PASSWORD]
        {"password": "open sesame"} | {"password": "[PASSWORD]"}
        pin: 4821 | pin: [PASSWORD]
        api_key=9f8e7d6c5b4a39281706 | api_key=[SECRET]
        Authorization: Bearer 0f9e8d7c6b5a49382716 | Authorization: Bearer [SECRET]
        Authorization: Basic dXNlcjpwYXNzd29yZA== | Authorization: Basic [SECRET]
        with bearer 0f9e8d7c6b5a49382716 | with bearer [SECRET]
        the secret wJalrXUtnFEMIK7MDENGbPxRfiCY | the secret [SECRET]
        cvv 123 and otp 482193 | cvv [PASSWORD] and otp [PASSWORD]
        Server=db;User Id=sa;Password=Hunter2!; | Server=db;User Id=sa;Password=[PASSWORD];
        пароль: кот123 | пароль: [PASSWORD]
        """)
    void secretsAreFound(String text, String redacted) {
        assertThat(redact(text)).isEqualTo(redacted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the meeting is on 2024-05-03 at 11:30",
                "from 1998-2004 and 12/03/2024 to 03.04.2025",
                "order number 12345678 arrives tomorrow",
                "it costs $1,250,000.00 in total",
                "version 10.0.0.1 of the driver",
                "my password is wrong",
                "I forgot my password and the token expired",
                "a secret recipe from 1998 and the key ingredient",
                "the auth service-2 and token 20240503 of the pin board",
                "see @anna and @bob at 9",
                "user@localhost",
                "4111 1111 1111 1112",
                "ratio 3:2, at 12::30",
                "127.0.0.1",
                "the key is under the doormat",
                "pi is 3.14159265358979",
                "2019 2020 2021 2022"
            })
    void isSpared(String text) {
        assertThat(redact(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "j\u200Bo@exa\u00ADmple.org",
                "ｊｏ＠ｅｘａｍｐｌｅ．ｏｒｇ",
                "jo%40example.org",
                "jo&#64;example.org",
                "jо@exаmple.org",
                "𝐣𝐨@example.org",
                "jo@\nexample.org",
                "４１１１ １１１１ １１１１ １１１１",
                "٤١١١١١١١١١١١١١١١",
                "4111\u20601111\u206011111111",
                "4111–1111–1111–1111",
                "4️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣",
                "GВ82 WEST 1234 5698 7654 32",
                "4111 1111\n1111 1111",
                "4111 1111 11\n11 1111"
            })
    void disguisesAreSeenThrough(String text) {
        assertThat(redact("<" + text + ">")).matches("<\\[[A-Z]+]>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA ", "", "EC ", "OPENSSH ", "ENCRYPTED "})
    void privateKeysAreFoundWholeOrCut(String kind) {
        String begin = "-----BEGIN " + kind + "PRIVATE KEY-----\nMIIEow+abc/DEF==\n";
        assertThat(redact("x " + begin + "-----END " + kind + "PRIVATE KEY----- y"))
                .isEqualTo("x [PRIVATE_KEY] y");
        assertThat(redact("x " + begin)).isEqualTo("x [PRIVATE_KEY]\n");
    }
}
