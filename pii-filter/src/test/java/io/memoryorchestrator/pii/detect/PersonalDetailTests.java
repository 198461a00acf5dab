package io.memoryorchestrator.pii.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.pii.PiiFilter;
import io.memoryorchestrator.pii.PiiPolicy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalDetailTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        jo at example dot org please | [EMAIL] please
        jo [at] example [dot] org | [EMAIL]
        jo(at)example.org | [EMAIL]
        call 415 dash 555 dash 0132 | call [PHONE]
        x am9obkBleGFtcGxlLm9yZw== y | x [EMAIL] y
        passport number X1234567 | passport number [PASSPORT]
        my driver's license is D123-4567-8901 | my driver's license is [DRIVER_LICENCE]
        license plate AB-123-CD | license plate [VEHICLE]
        I was born on 3 May 1990 in Oslo | I was born on [BIRTH_DATE] in Oslo
        DOB: 1990-05-03 | DOB: [BIRTH_DATE]
        at 40.712776, -74.005974 now | at [GEO] now
        1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2 | [CRYPTO]
        bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq | [CRYPTO]
        0x52908400098527886E0F7030069857D2E4169EE7 | [CRYPTO]
        rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh | [CRYPTO]
        TJCnKsPa7y5okkXvQAidZBzqx3QyQ6sxMW | [CRYPTO]
        cpf 529.982.247-25 | cpf [NATIONAL_ID]
        AB 12 34 56 C | [NATIONAL_ID]
        hetu 131052-308T | hetu [NATIONAL_ID]
        HKID A123456(3) | HKID [NATIONAL_ID]
        account number 12345678, sort code 12-34-56 | account number [BANK_ACCOUNT], sort code [BANK_ACCOUNT]
        mac 00-1B-44-11-3A-B7 or 001b.4411.3ab7 | mac [MAC] or [MAC]
        I live at 12 Baker Street. | I live at [ADDRESS].
        """)
    void isFoundByDefault(String text, String redacted) {
        assertThat(PiiFilter.standard().redact(text).text()).isEqualTo(redacted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Anna and I met in Lisbon on 3 May 2024 at the Blue Door café",
                "look at example dot com",
                "the museum is at 5 High Street",
                "she was born to sing",
                "my account was closed in 2019",
                "the coordinates 1.5, 2.5 of the plot",
                "order 123456782 costs 12.345",
                "we drove to 10 cities in 3 days and the place was close to the street",
                "theprofessionalorganisationofinternationalartists"
            })
    void isKeptByDefault(String text) {
        assertThat(PiiFilter.standard().redact(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        My name is Ingrid Solberg and I live in Bergen | My name is [PERSON] and I live in [PLACE]
        Dr. Tomasz Wiśniewski called | [JOB_TITLE] [PERSON] called
        She works for Northwind Traders Ltd. | She works for [ORGANISATION]
        He is 42 years old, a Portuguese man | He is [AGE] years old, a [NATIONALITY] man
        See you on 3 May 2024 | See you on [DATE]
        Send it to 221 Baker Street, London NW1 6XE | Send it to [ADDRESS]
        my name is olga | my name is [PERSON]
        """)
    void isFoundWhenAPolicyAsksForIt(String text, String redacted) {
        assertThat(PiiFilter.with(PiiPolicy.everything()).redact(text).text()).isEqualTo(redacted);
    }
}
