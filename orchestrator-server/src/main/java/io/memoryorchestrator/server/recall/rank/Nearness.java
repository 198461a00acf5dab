package io.memoryorchestrator.server.recall.rank;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * How near the turns of a corpus are to a question's vector, by place. A turn without a vector counts as average.
 *
 * @param cosines to the question as asked
 * @param nameless to the question without the speakers' names
 */
@SuppressWarnings("ArrayRecordComponent")
public record Nearness(double[] cosines, double[] nameless) {

    /** When there are no vectors, as when they are late. */
    public static Nearness unknown(Corpus corpus) {
        double[] none = new double[corpus.size()];
        return new Nearness(none, none);
    }

    /** @param byTurn for each turn that has a vector, its cosine to each question in turn: as asked, and nameless */
    public static Nearness of(Corpus corpus, Map<UUID, float[]> byTurn) {
        double[] cosines = new double[corpus.size()];
        double[] nameless = new double[corpus.size()];
        Arrays.fill(cosines, Double.NaN);
        Arrays.fill(nameless, Double.NaN);
        byTurn.forEach((turn, found) -> {
            int place = corpus.place(turn);
            if (place >= 0) {
                cosines[place] = found[0];
                nameless[place] = found[found.length - 1];
            }
        });
        return new Nearness(averaged(cosines), averaged(nameless));
    }

    /** The same for a corpus that has the turns of another and more. */
    public Nearness moved(Corpus from, Corpus to) {
        Map<UUID, float[]> byTurn = HashMap.newHashMap(from.size());
        for (int place = 0; place < from.size(); place++) {
            byTurn.put(from.turn(place).id(), new float[] {(float) cosines[place], (float) nameless[place]});
        }
        return of(to, byTurn);
    }

    private static double[] averaged(double[] values) {
        double mean = Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(0);
        return Arrays.stream(values)
                .map(value -> Double.isNaN(value) ? mean : value)
                .toArray();
    }
}
