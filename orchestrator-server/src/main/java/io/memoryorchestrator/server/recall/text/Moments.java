package io.memoryorchestrator.server.recall.text;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The time that a question is about: days ("on 3 June 2023", "2023-06-03"), months ("in May"), years, or a span relative
 * to now ("last week"). English, German and Russian month names are known.
 *
 * @param days exact days; the year may have been left open, then the day of every year fits
 * @param spans relative spans
 */
public record Moments(Set<Month> months, Set<Integer> years, List<Day> days, List<Span> spans) {

    public static final Moments NONE = new Moments(Set.of(), Set.of(), List.of(), List.of());

    private static final Map<String, Month> NAMES = names();
    private static final Pattern TOKEN = Pattern.compile("\\p{L}+|\\d+");
    private static final Pattern ISO = Pattern.compile("\\b(\\d{4})-(\\d{2})-(\\d{2})\\b");
    private static final Pattern MAY_AS_MONTH =
            Pattern.compile("\\b(?:in|of|on|since|until|by|last|this|\\d{1,2}(?:st|nd|rd|th)?),? may\\b|\\bmay,? \\d");

    /** Something told about a day is often told some days later: days of grace until the likeness is nothing. */
    private static final double GRACE_DAYS = 12;

    private static final int LATEST_TOLD = 10;
    private static final double SAME_MONTH = 0.3;
    private static final double SAME_YEAR = 0.3;

    /** @param year null when the question leaves it open */
    public record Day(
            Month month,
            int day,
            @org.jspecify.annotations.Nullable Integer year) {}

    /** Half open. */
    public record Span(Instant from, Instant until) {}

    /** Reads a question. */
    public static Moments in(String question, Instant now) {
        String text = question.toLowerCase(Locale.ROOT);
        Set<Month> months = EnumSet.noneOf(Month.class);
        Set<Integer> years = new java.util.TreeSet<>();
        List<Integer> numbers = new ArrayList<>();
        List<Day> days = new ArrayList<>();
        Matcher iso = ISO.matcher(text);
        while (iso.find()) {
            addIso(iso, days, months, years);
        }
        Matcher token = TOKEN.matcher(ISO.matcher(text).replaceAll(" ").replaceAll("(?<=\\d)(?:st|nd|rd|th)\\b", ""));
        while (token.find()) {
            read(token.group(), text, months, years, numbers);
        }
        for (Month month : months) {
            for (int number : numbers) {
                if (years.isEmpty()) {
                    days.add(new Day(month, number, null));
                }
                years.forEach(year -> days.add(new Day(month, number, year)));
            }
        }
        return new Moments(months, years, days, RelativeTime.spans(text, now));
    }

    public boolean isEmpty() {
        return months.isEmpty() && years.isEmpty() && days.isEmpty() && spans.isEmpty();
    }

    /** How well a turn's time fits, 0 to 1.3. */
    public double fit(Instant occurredAt) {
        if (spans.stream().anyMatch(s -> !occurredAt.isBefore(s.from()) && occurredAt.isBefore(s.until()))) {
            return 1;
        }
        LocalDate date = occurredAt.atZone(ZoneOffset.UTC).toLocalDate();
        boolean year = years.isEmpty() || years.contains(date.getYear());
        if (months.isEmpty()) {
            return !years.isEmpty() && year ? SAME_YEAR : 0;
        }
        boolean month = months.contains(date.getMonth()) && year;
        if (days.isEmpty()) {
            return month ? 1 : 0;
        }
        return days.stream().mapToDouble(day -> nearness(day, date)).max().orElse(0) + (month ? SAME_MONTH : 0);
    }

    private static double nearness(Day day, LocalDate told) {
        try {
            LocalDate meant = LocalDate.of(day.year() == null ? told.getYear() : day.year(), day.month(), day.day());
            long later = ChronoUnit.DAYS.between(meant, told);
            return later < -1 || later > LATEST_TOLD ? 0 : 1 - Math.abs(later) / GRACE_DAYS;
        } catch (DateTimeException noSuchDay) {
            return 0;
        }
    }

    private static void addIso(Matcher iso, List<Day> days, Set<Month> months, Set<Integer> years) {
        int month = Integer.parseInt(iso.group(2));
        if (month >= 1 && month <= 12) {
            months.add(Month.of(month));
            years.add(Integer.parseInt(iso.group(1)));
            days.add(new Day(Month.of(month), Integer.parseInt(iso.group(3)), Integer.parseInt(iso.group(1))));
        }
    }

    private static void read(String token, String text, Set<Month> months, Set<Integer> years, List<Integer> numbers) {
        Month month = NAMES.get(token);
        if (month != null && (!token.equals("may") || MAY_AS_MONTH.matcher(text).find())) {
            months.add(month);
        } else if (token.length() == 4
                && (token.startsWith("20") || token.startsWith("19"))
                && token.chars().allMatch(c -> c >= '0' && c <= '9')) {
            years.add(Integer.parseInt(token));
        } else if (token.length() <= 2 && token.chars().allMatch(c -> c >= '0' && c <= '9')) {
            int number = Integer.parseInt(token);
            if (number >= 1 && number <= 31) {
                numbers.add(number);
            }
        }
    }

    private static Map<String, Month> names() {
        Map<String, Month> names = new HashMap<>();
        for (Month month : Month.values()) {
            for (String language : List.of("en", "de", "ru")) {
                Locale locale = Locale.forLanguageTag(language);
                names.put(month.getDisplayName(TextStyle.FULL, locale).toLowerCase(Locale.ROOT), month);
                names.put(
                        month.getDisplayName(TextStyle.FULL_STANDALONE, locale).toLowerCase(Locale.ROOT), month);
            }
        }
        // The Russian prepositional case, as in "in May".
        String[] in = {
            "январе",
            "феврале",
            "марте",
            "апреле",
            "мае",
            "июне",
            "июле",
            "августе",
            "сентябре",
            "октябре",
            "ноябре",
            "декабре"
        };
        for (int i = 0; i < in.length; i++) {
            names.put(in[i], Month.of(i + 1));
        }
        return Map.copyOf(names);
    }
}
