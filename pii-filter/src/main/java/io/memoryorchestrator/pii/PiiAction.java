package io.memoryorchestrator.pii;

/** What a policy does with a finding. */
public enum PiiAction {
    /** Replace it by the placeholder of its type: {@code [CARD]}. */
    REDACT,
    /** Replace it by its type and its last four letters or digits: {@code [CARD:****1111]}. Values shorter than eight keep nothing. */
    MASK,
    /**
     * Replace it by its type and a token that is the same for the same value under the same key: {@code [EMAIL:qkzrwtbxajhemfpl]}. The
     * value can then be recognised without being known. Needs a key, see {@link PiiPolicy.Builder#pseudonymKey}.
     */
    PSEUDONYMISE,
    /** Leave the text as it is and report nothing. */
    KEEP
}
