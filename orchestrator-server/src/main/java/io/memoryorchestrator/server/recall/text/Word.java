package io.memoryorchestrator.server.recall.text;

/**
 * One word of a text.
 *
 * @param form lower case, without diacritics; a pair of characters in scripts that write no spaces
 * @param term what it is searched by: its stem
 */
public record Word(String form, String term) {}
