package io.memoryorchestrator.pii.detect;

import io.memoryorchestrator.pii.PiiType;

/** What stands around a word that could be a name, and what that says about it. */
final class NameContext {

    private static final int LONGEST_NAME = 4;

    static final WordTable PLACE_BEFORE =
            Words.of("in from near visit visiting visited leaving toward towards around across");
    static final WordTable MOVES = Words.of(
            "go going goes went gone move moved moving travel travelled traveled travelling traveling "
                    + "fly flew flying flight trip drive drove come coming came back welcome return returned relocated emigrated been");
    static final WordTable COMPANY_AFTER =
            Words.of("office offices website headquarters company shares stock employee employees app "
                    + "store stores ceo brand announced invested acquired launched hired inc corporation subsidiary");
    static final WordTable DETERMINER = Words.of("the a an this that your my his our their every each some no");
    static final WordTable COMPANY_BEFORE = Words.of(
            "at for join joined joining company employer agency via support supporting became becoming acquired");
    static final WordTable PERSON_BEFORE =
            Words.of("by name named called with mr mrs dr hi hey hello dear thanks thank bye said says "
                    + "and or love miss is am meet met like than tell told ask asked husband wife brother sister mother father son daughter friend "
                    + "uncle aunt cousin kid child boss partner im i'm poor ft feat @");
    static final WordTable PERSON_AFTER = Words.of(
            "said says was is has had and will can does did looks 's wrote told asked began "
                    + "lives who thinks wants loves knows explained played sang goes got makes made came should would could");
    static final WordTable NOT_ALONE = Words.of(
            "will may mark grace hope rose jack bill grant chase drew pat sue frank joy faith "
                    + "summer dawn iris ruby amber max ray rich rob nick art christian guy miles dean don earl gene miss april june august sky "
                    + "autumn star angel king prince duke penny candy sandy rusty bob harmony melody brook storm precious page");

    private final Tokens tokens;
    private final Scan scan;

    NameContext(Tokens tokens, Scan scan) {
        this.tokens = tokens;
        this.scan = scan;
    }

    /** After "name:" and "my name is": up to four words, whatever their case, as long as they are not ordinary ones. */
    int afterNameLabel(int i) {
        boolean label = tokens.mark(i - 1, ':') && tokens.is(i - 2, "name");
        boolean said = tokens.is(i - 1, "is") && tokens.is(i - 2, "name") && !tokens.word(i - 3, Lexicon.COMPANY);
        int at = i;
        while ((label || said)
                && at - i < LONGEST_NAME
                && tokens.isWord(at)
                && tokens.free(at)
                && (at == i || adjacent(at))
                && ((tokens.flags(at) & Lexicon.COMMON) == 0
                        || tokens.word(at, Lexicon.FIRST | Lexicon.LAST)
                        || tokens.length(at) == 1 && at > i)) {
            at += tokens.length(at) == 1 && tokens.mark(at + 1, '.') ? 2 : 1;
        }
        return at;
    }

    boolean adjacent(int i) {
        return i > 0 && tokens.start(i) - tokens.end(i - 1) <= 2;
    }

    boolean placeBefore(int i) {
        return tokens.isAny(i - 1, PLACE_BEFORE) || (tokens.is(i - 1, "to") && (tokens.isAny(i - 2, MOVES)));
    }

    /** Whether only a comma or a line end parts this word from an address or a town. */
    boolean afterAddress(int i) {
        int at = i - 1;
        while (i - at < 6 && tokens.markOf(at, ",\n>?*|")) {
            at--;
        }
        return at < i - 1
                && (tokens.claimedAs(at, PiiType.ADDRESS)
                        || tokens.claimedAs(at, PiiType.PLACE) && tokens.startsLine(i));
    }

    /** Whether a line holds nothing but this, under a person's or a role's line and over an address. */
    boolean signature(int from, int end) {
        int below = end;
        while (below - end < 6 && tokens.markOf(below, "\n>?*|")) {
            below++;
        }
        int above = from - 1;
        while (from - above < 6 && tokens.markOf(above, "\n>?*|")) {
            above--;
        }
        boolean ownLine = below > end && tokens.mark(end, '\n') && above < from - 1;
        boolean under = tokens.claimedAs(above, PiiType.PERSON) || tokens.claimedAs(above, PiiType.JOB_TITLE);
        return ownLine && under && !tokens.claimedAs(below, PiiType.PLACE);
    }

    boolean verb(int i) {
        return tokens.word(i, Lexicon.COMMON)
                && tokens.length(i) > 3
                && (tokens.text().startsWith("ed", tokens.end(i) - 2)
                        || tokens.text().charAt(tokens.end(i) - 1) == 's');
    }

    boolean personCue(int i) {
        return tokens.isAny(i - 1, PERSON_BEFORE)
                || tokens.isAny(i + 1, PERSON_AFTER)
                || tokens.word(i - 1, Lexicon.HONORIFIC)
                || (tokens.mark(i - 1, '.') && tokens.word(i - 2, Lexicon.HONORIFIC));
    }

    boolean companyWord(int i) {
        return tokens.word(i, Lexicon.COMPANY);
    }

    boolean doubleName(int i) {
        int dash = tokens.text().indexOf('-', tokens.start(i) + 2);
        return dash > 0
                && dash < tokens.end(i) - 2
                && Chars.upper(tokens.text().charAt(dash + 1))
                && (Lexicon.flags(tokens.text(), dash + 1, tokens.end(i)) & (Lexicon.LAST | Lexicon.FIRST))
                        == Lexicon.LAST;
    }

    /** Reports tokens as a name and takes them. */
    void report(PiiType type, int from, int end, double confidence, String detector) {
        int stop = end;
        if (type == PiiType.ORGANISATION
                && tokens.mark(end, '.')
                && tokens.word(end - 1, Lexicon.COMPANY)
                && tokens.length(end - 1) <= 4) {
            stop++;
        }
        scan.report(type, tokens.start(from), tokens.end(stop - 1), confidence, detector);
        tokens.claim(from, end, type);
    }
}
