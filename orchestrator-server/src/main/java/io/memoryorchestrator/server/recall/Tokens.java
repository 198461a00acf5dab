package io.memoryorchestrator.server.recall;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;

/** Counts tokens as the current OpenAI models do ({@code o200k_base}); other models are within some percent of it. */
final class Tokens {

    private static final int SHORT = 1_000;
    private static final int KEPT = 20_000;

    /** The same lines are handed out again and again, and counting one takes about fifty microseconds. */
    private static final Cache<String, Integer> COUNTED =
            Caffeine.newBuilder().maximumSize(KEPT).build();

    private Tokens() {}

    static int count(String text) {
        return Loaded.ENCODING.countTokensOrdinary(text);
    }

    /** The same for text that will be counted again. */
    static int countRepeated(String text) {
        return text.length() > SHORT ? count(text) : COUNTED.get(text, Tokens::count);
    }

    /** Whether the text is so long that it cannot have fewer tokens than this, known without counting. */
    static boolean surelyMoreThan(String text, int tokens) {
        return text.length() > 16L * tokens;
    }

    /** The vocabulary has 200,000 entries and takes a few hundred milliseconds to read. */
    private static final class Loaded {
        static final Encoding ENCODING = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
    }
}
