package io.memoryorchestrator.pii.detect;

import io.memoryorchestrator.pii.PiiType;

/**
 * The stage that reads words: addresses, dates, roles, names. Runs only when a policy asks for one of its types, because it looks at
 * every word. The order of the rules is their precedence: what an address has claimed is no longer a name.
 */
final class TextStage {

    static final long NAMES = Detector.bit(PiiType.PERSON)
            | Detector.bit(PiiType.PLACE)
            | Detector.bit(PiiType.ORGANISATION)
            | Detector.bit(PiiType.DATE)
            | Detector.bit(PiiType.AGE)
            | Detector.bit(PiiType.NATIONALITY)
            | Detector.bit(PiiType.JOB_TITLE)
            | Detector.bit(PiiType.POSTCODE);

    static final long ADDRESSES = Detector.bit(PiiType.ADDRESS);

    private TextStage() {}

    static void run(Scan scan, long active) {
        Tokens tokens = new Tokens(scan.text());
        new AddressRule(tokens, scan).run();
        if ((active & NAMES) != 0) {
            new DateRule(tokens, scan).run();
            NameRule names = new NameRule(tokens, scan);
            names.countries();
            new RoleRule(tokens, scan).run();
            names.run();
            new PostcodeRule(tokens, scan).run();
        }
    }
}
