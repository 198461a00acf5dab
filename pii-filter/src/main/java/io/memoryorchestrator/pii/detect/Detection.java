package io.memoryorchestrator.pii.detect;

import io.memoryorchestrator.pii.EntityStage;
import io.memoryorchestrator.pii.Finding;
import io.memoryorchestrator.pii.PiiPolicy;
import java.util.ArrayList;
import java.util.List;

/** One complete look at a text: prefilter, normalise if need be, ask the detectors, settle overlaps. Stateless. */
public final class Detection {

    private static final Detector[] ALL = {
        new EmailDetector(),
        new CardDetector(),
        new IbanDetector(),
        new SsnDetector(),
        new IpV4Detector(),
        new ColonAddressDetector(),
        new UrlDetector(),
        new KeyDetector(),
        new JwtDetector(),
        new PemDetector(),
        new PasswordDetector(),
        new NationalNumberDetector(),
        new NationalCodeDetector(),
        new PapersDetector(),
        new BirthDateDetector(),
        new GeoDetector(),
        new CryptoDetector(),
        new HardwareAddressDetector(),
        new PhoneDetector(),
        new EncodedDetector(),
        new SpelledDetector(),
    };

    private static final Detector[][] BY_HIT = byHit();

    private Detection() {}

    /**
     * What the policy wants replaced in a text.
     *
     * @return findings in order of position, free of overlap; an empty list if there is nothing
     */
    public static List<Finding> find(String text, PiiPolicy policy) {
        return find(text, policy, false);
    }

    /**
     * The same, and what further stages find once the detectors find nothing more: a stage never sees what they take out.
     *
     * @throws IllegalStateException if a stage reports a finding outside the text
     */
    public static List<Finding> find(String text, PiiPolicy policy, List<EntityStage> stages) {
        List<Finding> own = find(text, policy, false);
        return own.isEmpty() && !stages.isEmpty() ? Stages.find(text, policy, stages) : own;
    }

    /** Looks into something that was decoded; does not decode again. */
    static List<Finding> nested(String text, PiiPolicy policy) {
        return find(text, policy, true);
    }

    private static List<Finding> find(String text, PiiPolicy policy, boolean nested) {
        Prefilter prefilter = Prefilter.scan(text);
        boolean custom = !policy.customPatterns().isEmpty();
        View view = View.plain(text);
        if (prefilter.needsNormalising()) {
            view = ViewBuilder.of(text);
            prefilter = Prefilter.scan(view.text());
        }
        Hits hits = prefilter.hits();
        boolean words = !nested && readsWords(prefilter, policy.activeTypes());
        if (hits == null && !words && !custom) {
            return List.of();
        }
        Scan scan = new Scan(view, policy, nested);
        if (hits != null) {
            inspect(scan, hits, policy.activeTypes());
        }
        if (words) {
            TextStage.run(scan, policy.activeTypes());
        }
        if (custom) {
            CustomPatterns.run(scan, policy.customPatterns());
        }
        return scan.findings();
    }

    /** Addresses alone are only looked for where a word such as "street" stands; names may be anywhere. */
    private static boolean readsWords(Prefilter prefilter, long active) {
        return (active & TextStage.NAMES) != 0 || ((active & TextStage.ADDRESSES) != 0 && prefilter.speaksOfStreets());
    }

    private static void inspect(Scan scan, Hits hits, long active) {
        for (int i = 0; i < hits.size(); i++) {
            for (Detector detector : BY_HIT[hits.kind(i)]) {
                if ((detector.types() & active) != 0 && !(hits.kind(i) == Hits.NUMBER && scan.settled(hits.at(i)))) {
                    detector.inspect(scan, hits.kind(i), hits.at(i), hits.detail(i));
                }
            }
        }
    }

    private static Detector[][] byHit() {
        List<List<Detector>> lists = new ArrayList<>();
        for (int kind = 0; kind < Hits.KINDS; kind++) {
            List<Detector> interested = new ArrayList<>();
            for (Detector detector : ALL) {
                if ((detector.hits() & Detector.on(kind)) != 0) {
                    interested.add(detector);
                }
            }
            lists.add(interested);
        }
        return lists.stream().map(list -> list.toArray(Detector[]::new)).toArray(Detector[][]::new);
    }
}
