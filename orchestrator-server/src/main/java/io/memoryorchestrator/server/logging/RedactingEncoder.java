package io.memoryorchestrator.server.logging;

import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.logging.logback.StructuredLogEncoder;

/** Spring Boot's own line, plain or structured, without the personal data in it. Made by logback-spring.xml. */
public final class RedactingEncoder extends EncoderBase<ILoggingEvent> {
    private String pattern = "";
    private String format = "";
    private Charset charset = StandardCharsets.UTF_8;
    private Encoder<ILoggingEvent> encoder = new PatternLayoutEncoder();

    /** Of a plain line. */
    public void setPattern(String pattern) {
        this.pattern = pattern;
    }

    /** Of a structured line, such as {@code ecs}; empty for plain ones. */
    public void setFormat(String format) {
        this.format = format;
    }

    public void setCharset(Charset charset) {
        this.charset = charset;
    }

    @Override
    public void start() {
        encoder = format.isBlank() ? plain() : structured();
        encoder.setContext(getContext());
        encoder.start();
        super.start();
    }

    private Encoder<ILoggingEvent> plain() {
        PatternLayoutEncoder lines = new PatternLayoutEncoder();
        lines.setPattern(pattern);
        lines.setCharset(charset);
        return lines;
    }

    private Encoder<ILoggingEvent> structured() {
        StructuredLogEncoder lines = new StructuredLogEncoder();
        lines.setFormat(format);
        lines.setCharset(charset);
        return lines;
    }

    @Override
    public void stop() {
        encoder.stop();
        super.stop();
    }

    @Override
    public byte[] headerBytes() {
        return encoder.headerBytes();
    }

    /** Structured lines are redacted by {@link RedactedJson}, since they may print the exception itself and not its stand-in. */
    @Override
    public byte[] encode(ILoggingEvent event) {
        return encoder.encode(format.isBlank() ? new RedactedEvent(event) : event);
    }

    @Override
    public byte[] footerBytes() {
        return encoder.footerBytes();
    }
}
