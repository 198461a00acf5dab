package io.memoryorchestrator.cli.stack;

/** What a local stack consists of. */
public enum StackPart {
    DATABASE,
    BROKER,
    SERVER
}
