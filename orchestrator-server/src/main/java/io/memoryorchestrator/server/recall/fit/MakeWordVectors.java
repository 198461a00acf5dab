package io.memoryorchestrator.server.recall.fit;

import io.memoryorchestrator.server.embedding.InProcessEmbedder;
import io.memoryorchestrator.server.recall.text.Analyzer;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The command that makes the table of similar words, {@code MakeWordVectors FILE}: every whole word of three letters or more in
 * the vocabulary of bge-small-en-v1.5 is embedded by itself, centred, reduced to its principal components, scaled to
 * length one and rounded to eight bits.
 */
public final class MakeWordVectors {

    private static final String VOCABULARY = "/bge-small-en-v1.5-q-tokenizer.json";
    private static final int DIMENSIONS = 64;
    private static final int FULL = 127;

    private MakeWordVectors() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            System.err.println("usage: MakeWordVectors FILE");
            System.exit(2);
        }
        List<String> words = words();
        double[][] vectors;
        try (InProcessEmbedder embedder = new InProcessEmbedder()) {
            vectors = embedder.embed(words).stream().map(MakeWordVectors::wide).toArray(double[][]::new);
        }
        write(
                Path.of(arguments[0]),
                words,
                PrincipalComponents.of(vectors, DIMENSIONS).reduced(vectors));
        System.out.println(words.size() + " words written to " + arguments[0]);
    }

    private static List<String> words() throws IOException {
        try (InputStream in = InProcessEmbedder.class.getResourceAsStream(VOCABULARY)) {
            if (in == null) {
                throw new IOException("the model's vocabulary " + VOCABULARY + " is not on the class path");
            }
            JsonNode vocabulary =
                    JsonMapper.builder().build().readTree(in).path("model").path("vocab");
            return vocabulary.propertyNames().stream()
                    .filter(word ->
                            word.matches("[a-z]{3,}") && !Analyzer.words(word).isEmpty())
                    .toList();
        }
    }

    private static double[] wide(float[] vector) {
        double[] wide = new double[vector.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = vector[i];
        }
        return wide;
    }

    private static void write(Path file, List<String> words, double[][] vectors) throws IOException {
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            out.writeInt(words.size());
            out.writeInt(DIMENSIONS);
            for (String word : words) {
                out.writeUTF(word);
            }
            for (double[] vector : vectors) {
                double square = 0;
                for (double value : vector) {
                    square += value * value;
                }
                for (double value : vector) {
                    out.writeByte((int) Math.round(value / Math.sqrt(square) * FULL));
                }
            }
        }
    }
}
