package io.memoryorchestrator.server.recall.text;

import io.memoryorchestrator.server.recall.text.Moments.Span;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Time told relative to when it is told. */
public final class RelativeTime {

    private static final Pattern TOLD = Pattern.compile(
            "\\b(?:yesterday|today|tonight|tomorrow|ago|recently|since|just|weekend"
                    + "|(?:last|this|next) (?:night|morning|week|weekend|month|year|past|summer|fall|autumn|winter|spring"
                    + "|mon|tues|wednes|thurs|fri|satur|sun)\\w*"
                    + "|on (?:mon|tues|wednes|thurs|fri|satur|sun)day"
                    + "|gestern|heute|morgen|letzte\\w*|nächste\\w*|вчера|сегодня|завтра|недавно|прошл\\w*|назад)\\b"
                    + "|昨天|今天|明天|上周|上个月|去年|昨日|今日|明日|先週|先月",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

    private static final Pattern ASKED = Pattern.compile(
            "\\b(?:(yesterday|gestern|вчера)|(today|heute|сегодня)"
                    + "|(?:last|past|previous) (week|month|year)|letzte[nrs]? (woche|monat|jahr)"
                    + "|(\\d{1,3}|a|one|two|three|four|five|six) (day|week|month|year)s? ago)\\b|(昨天|昨日)|(今天|今日)",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

    private static final Map<String, Integer> NUMBERS =
            Map.of("a", 1, "one", 1, "two", 2, "three", 3, "four", 4, "five", 5, "six", 6);

    private RelativeTime() {}

    /** Whether a turn tells when something was, relative to itself: what a "when" question looks for. */
    public static boolean isTold(String text) {
        return TOLD.matcher(text).find();
    }

    /** The spans that a question names relative to now. */
    static List<Span> spans(String question, Instant now) {
        Matcher asked = ASKED.matcher(question);
        return asked.results().map(found -> span(found, now)).toList();
    }

    private static Span span(java.util.regex.MatchResult asked, Instant now) {
        LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
        if (asked.group(1) != null || asked.group(7) != null) {
            return days(today.minusDays(1), today);
        }
        if (asked.group(2) != null || asked.group(8) != null) {
            return days(today, today.plusDays(1));
        }
        if (asked.group(6) != null) {
            int count = NUMBERS.containsKey(asked.group(5))
                    ? NUMBERS.get(asked.group(5))
                    : Integer.parseInt(asked.group(5));
            int length = lengthInDays(asked.group(6));
            LocalDate middle = today.minusDays((long) count * length);
            return days(middle.minusDays((length + 1) / 2), middle.plusDays(1 + (length + 1) / 2));
        }
        int length = lengthInDays(asked.group(3) != null ? asked.group(3) : asked.group(4));
        return days(today.minusDays(length * 2L - 1), today.plusDays(1));
    }

    private static int lengthInDays(@Nullable String unit) {
        return switch (unit) {
            case "week", "woche" -> 7;
            case "month", "monat" -> 30;
            case "year", "jahr" -> 365;
            case null, default -> 1;
        };
    }

    private static Span days(LocalDate from, LocalDate until) {
        return new Span(
                from.atStartOfDay(ZoneOffset.UTC).toInstant(),
                until.atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
