package io.memoryorchestrator.cli.console;

import tools.jackson.databind.json.JsonMapper;

/** The one JSON mapper of the command line. */
public final class Json {

    public static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}
}
