package io.memoryorchestrator.server.recall;

import static io.memoryorchestrator.server.recall.Said.NOW;
import static io.memoryorchestrator.server.recall.Said.ask;
import static io.memoryorchestrator.server.recall.Said.turn;
import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.api.intent.ContextPart;
import io.memoryorchestrator.api.model.Role;
import io.memoryorchestrator.api.model.TurnFilter;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words alone must find what was said, in any of these languages and in spite of endings and typing errors. */
class LanguagesTests {

    private static final List<String> SAID = List.of(
            "Моя сестра переехала в новую квартиру в Казани.",
            "Вчера я купил зелёный велосипед.",
            "Meine Schwester hat zwei kleine Häuser am See gekauft.",
            "Ich habe gestern den Arzttermin verschoben.",
            "我妹妹上个月搬到了上海。",
            "我最喜欢的运动是羽毛球。",
            "妹は先月東京に引っ越しました。",
            "好きなスポーツはバドミントンです。",
            "My order number is INV-20417 and it never arrived.",
            "We adopted a greyhound called Penelope.",
            "Ma sœur étudie à l'école de médecine.");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "В какую квартиру переехала сестра? | Казани",
                "какого цвета велосипеды | велосипед",
                "Wo steht das kleine Haus der Schwester? | Häuser",
                "Wann ist mein Arzttermin? | Arzttermin",
                "妹妹搬到哪里了？ | 上海",
                "你喜欢羽毛球吗 | 羽毛球",
                "妹はどこに引っ越しましたか | 東京",
                "バドミントンは好きですか | バドミントン",
                "what happened to inv-20417 | INV-20417",
                "Tell me about Penelopee | Penelope",
                "ecole de medecine | médecine",
            })
    void aQuestionFindsItsTurnByWords(String question, String within) {
        FakeStore store = new FakeStore();
        for (int i = 0; i < SAID.size(); i++) {
            store.turns.add(turn("s" + i, 0, Role.USER, 30, SAID.get(i)));
        }
        RecallEngine engine = new RecallEngine(
                store,
                new WordBagEmbedder(),
                Optional.empty(),
                Optional::empty,
                Optional.empty(),
                RecallSettings.defaults(),
                Clock.fixed(NOW, ZoneOffset.UTC));
        engine.warmUp();
        assertThat(engine.fetch(ask(question, null, 3, Set.of(ContextPart.WORDS), TurnFilter.NONE, null))
                        .items())
                .first()
                .satisfies(item -> assertThat(item.text()).contains(within));
    }
}
