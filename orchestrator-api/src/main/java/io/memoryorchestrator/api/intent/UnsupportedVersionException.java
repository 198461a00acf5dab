package io.memoryorchestrator.api.intent;

/** An intent of a known family in a major version that this release does not speak. */
public final class UnsupportedVersionException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public UnsupportedVersionException(IntentType type, String version) {
        super(type.intentName() + " is spoken here in version " + IntentType.VERSION + ", and not in version "
                + shortened(version) + ": send version " + IntentType.VERSION + " or upgrade the orchestrator");
    }

    private static String shortened(String version) {
        String printable = version.replaceAll("[^0-9A-Za-z.]", "?");
        return printable.length() > 20 ? printable.substring(0, 20) : printable;
    }
}
