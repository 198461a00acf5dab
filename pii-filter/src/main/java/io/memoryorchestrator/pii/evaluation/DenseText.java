package io.memoryorchestrator.pii.evaluation;

import java.util.ArrayList;
import java.util.List;

/** Texts of two kilobytes in which every other word is something to find. All values are made up or published examples. */
final class DenseText {

    private static final int LENGTH = 2048;

    private static final String[] PIECES = {
        "Write to first.last%d@mail.example.com or ", "call (415) 555-01%02d before noon, ",
                "card 4111 1111 1111 1111 is mine, ",
        "pay GB82 WEST 1234 5698 7654 32 today, ", "ssn 536-22-%04d on file, ", "seen from 203.0.113.%d yesterday, ",
        "ring +44 20 7946 09%02d at home, ", "key AKIAIOSFODNN7EXAMPLE leaked, ",
                "host 2001:db8:85a3::8a2e:370:%04d is up, ",
        "my password is hunter%d! and ", "born on 3 May 19%02d in Lisbon, ", "tax 529.982.247-25 was paid, ",
        "open https://me:pw%d@example.com/x now, ", "Tel. 030/9018%02d20 is busy, ",
                "we met Anna in Oslo and talked about the trip, "
    };

    private DenseText() {}

    static List<String> samples() {
        List<String> samples = new ArrayList<>();
        for (int seed = 0; seed < 50; seed++) {
            StringBuilder text = new StringBuilder();
            for (int i = seed; text.length() < LENGTH; i++) {
                String piece = PIECES[i % PIECES.length];
                text.append(piece.contains("%") ? String.format(piece, 10 + (i * 7 + seed) % 80) : piece);
            }
            samples.add(text.substring(0, LENGTH));
        }
        return samples;
    }
}
