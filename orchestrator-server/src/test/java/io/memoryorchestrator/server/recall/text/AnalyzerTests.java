package io.memoryorchestrator.server.recall.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnalyzerTests {

    private static List<String> terms(String text) {
        return Analyzer.words(text).stream().map(Word::term).toList();
    }

    /** Pairs from the vocabulary that Porter gives with his algorithm. */
    @ParameterizedTest
    @CsvSource({
        "caresses,caress",
        "ponies,poni",
        "cats,cat",
        "agreed,agre",
        "plastered,plaster",
        "motoring,motor",
        "conflated,conflat",
        "sized,size",
        "hopping,hop",
        "falling,fall",
        "filing,file",
        "happy,happi",
        "sky,sky",
        "relational,relat",
        "conditional,condit",
        "digitizer,digit",
        "vietnamization,vietnam",
        "operator,oper",
        "hopefulness,hope",
        "triplicate,triplic",
        "formalize,formal",
        "electrical,electr",
        "revival,reviv",
        "allowance,allow",
        "adjustment,adjust",
        "adoption,adopt",
        "effective,effect",
        "probate,probat",
        "rate,rate",
        "controll,control",
        "roll,roll"
    })
    void englishWordsHavePortersStems(String word, String stem) {
        assertThat(PorterStemmer.stem(word)).isEqualTo(stem);
    }

    @Test
    void stopWordsAndClippedWordsAreLeftOut() {
        assertThat(terms("I don't think that's Anna's bicycle")).containsExactly("think", "anna", "bicycl");
    }

    @Test
    void marksAndWidthsDoNotMatter() {
        assertThat(terms("Müller CAFÉ ＡＢＣ straße")).isEqualTo(terms("muller cafe abc strasse"));
    }

    @Test
    void russianAndGermanEndingsDoNotMatter() {
        assertThat(terms("квартира квартиру квартиры").stream().distinct()).hasSize(1);
        assertThat(terms("Ich sehe die Häuser und das Haus").stream().distinct().count())
                .isLessThan(4);
    }

    @Test
    void scriptsWithoutSpacesMakePairs() {
        assertThat(terms("搬到上海 ok")).containsExactly("搬到", "到上", "上海", "ok");
        assertThat(terms("東")).containsExactly("東");
    }

    @Test
    void emptyAndOddTextHasNoWords() {
        assertThat(terms("")).isEmpty();
        assertThat(terms("?! 🎉 ' '")).isEmpty();
        assertThat(terms("\uD800")).isEmpty();
    }

    @Test
    void aMegabyteIsReadInPart() {
        assertThat(terms("word ".repeat(200_000))).hasSize(4_000);
    }
}
