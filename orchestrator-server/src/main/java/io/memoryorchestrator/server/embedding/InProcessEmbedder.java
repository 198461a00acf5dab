package io.memoryorchestrator.server.embedding;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.bgesmallenv15q.BgeSmallEnV15QuantizedEmbeddingModel;
import dev.langchain4j.model.output.Response;
import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.failure.FailureKind;
import io.memoryorchestrator.api.spi.EmbeddingModelRef;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * BAAI's bge-small-en-v1.5, quantised to eight bits, run by ONNX Runtime inside this process: no network, no key, about
 * ten milliseconds for a sentence. It reads 512 tokens at once; longer text is read in windows whose vectors are averaged
 * by their length, up to {@value #MAX_CHARACTERS} characters in all.
 *
 * <p>Constructing it costs nothing. The model (24 MB) is loaded by {@link #warmUp()} or the first call, once for the
 * whole process. Inference is native code that would hold a virtual thread's carrier, so it runs on threads of its own;
 * questions have one to themselves and do not queue behind bulk work.
 */
public final class InProcessEmbedder implements Embedder, AutoCloseable {

    public static final String MODEL_ID = "bge-small-en-v1.5-q";
    public static final int DIMENSIONS = 384;

    /** About four windows of the model: what a turn is about is said by then, and a megabyte would take a minute. */
    static final int MAX_CHARACTERS = 8_000;

    private static final String NOTHING = ".";
    private static final String NAME = "in-process-embedder";
    private static final EmbeddingModelRef MODEL = new EmbeddingModelRef(MODEL_ID, DIMENSIONS);

    private final ExecutorService bulk;
    private final ExecutorService questions;

    public InProcessEmbedder() {
        this(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
    }

    /** @param parallelism how many texts of bulk work are embedded at the same time, 1 or more */
    public InProcessEmbedder(int parallelism) {
        bulk = Executors.newFixedThreadPool(
                parallelism, Thread.ofPlatform().daemon().name("embed-bulk-", 0).factory());
        questions = Executors.newFixedThreadPool(
                1, Thread.ofPlatform().daemon().name("embed-question-", 0).factory());
    }

    @Override
    public EmbeddingModelRef model() {
        return MODEL;
    }

    /** Loads the model and runs it once; takes a second or two the first time. */
    public void warmUp() {
        embedQuery("warm up");
    }

    @Override
    public List<float[]> embed(List<String> texts) {
        List<Future<float[]>> running = new ArrayList<>(texts.size());
        try {
            for (String text : texts) {
                running.add(bulk.submit(() -> infer(text)));
            }
            List<float[]> vectors = new ArrayList<>(texts.size());
            for (Future<float[]> each : running) {
                vectors.add(await(each));
            }
            return vectors;
        } catch (RejectedExecutionException closed) {
            throw failed("The embedder has been closed", closed);
        } finally {
            running.forEach(each -> each.cancel(false));
        }
    }

    @Override
    public float[] embedQuery(String text) {
        try {
            return await(questions.submit(() -> infer(text)));
        } catch (RejectedExecutionException closed) {
            throw failed("The embedder has been closed", closed);
        }
    }

    /** Lets running work end and refuses more; waiting work is dropped. */
    @Override
    public void close() {
        bulk.shutdownNow();
        questions.shutdownNow();
    }

    private static float[] infer(String text) {
        String cut = text.length() <= MAX_CHARACTERS ? text : text.substring(0, endOfCharacter(text));
        return UnitVector.of(run(cut).content().vector());
    }

    private static Response<Embedding> run(String text) {
        try {
            return Loaded.MODEL.embed(text);
        } catch (IllegalArgumentException noWords) {
            // The model refuses what its tokenizer leaves nothing of, such as control characters alone.
            return Loaded.MODEL.embed(NOTHING);
        }
    }

    private static int endOfCharacter(String text) {
        return Character.isHighSurrogate(text.charAt(MAX_CHARACTERS - 1)) ? MAX_CHARACTERS - 1 : MAX_CHARACTERS;
    }

    private static float[] await(Future<float[]> vector) {
        try {
            return vector.get();
        } catch (InterruptedException interrupted) {
            vector.cancel(false);
            Thread.currentThread().interrupt();
            throw failed("The caller gave up waiting for an embedding", interrupted);
        } catch (CancellationException closed) {
            throw failed("The embedder was closed while it worked", closed);
        } catch (ExecutionException failure) {
            throw failed(described(failure.getCause()), failure.getCause());
        }
    }

    /** What has failed to load stays so: the model is read by a class initialiser, which runs once. */
    private static String described(@Nullable Throwable cause) {
        return cause instanceof LinkageError
                ? "The embedding model cannot be loaded in this process; questions go without vectors until it is started"
                        + " again, with room in java.io.tmpdir for the native library: " + cause
                : "The embedding model failed in this process: " + cause;
    }

    private static AdapterException failed(String message, @Nullable Throwable cause) {
        return new AdapterException(NAME, FailureKind.UNAVAILABLE, message, cause);
    }

    /** Loaded on first use: the class initialiser of the model reads it into native memory. */
    private static final class Loaded {
        static final EmbeddingModel MODEL = new BgeSmallEnV15QuantizedEmbeddingModel(Runnable::run);
    }
}
