package app.henk.agent.offline;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Days written in figures. */
final class DateFigures {

    private static final int LATEST_PLANNED = 60;

    private DateFigures() {}

    /** Groups of figures as a date has them, whether the calendar has that day or not. */
    private record Written(List<Integer> parts, String separator) {}

    /** 12.06.2027, 12.6., 12/06/27, 2027-06-12. */
    static Optional<Span<When>> at(List<Token> tokens, int i, LocalDate today) {
        return written(tokens, i)
                .flatMap(found -> fromParts(found.value(), today)
                        .map(day -> new Span<>(When.day(day), found.from(), found.to())));
    }

    /** 31.13.2027, 30.2., 2027-02-30: behind the last of its figures. */
    static Optional<Integer> endOfNoDay(List<Token> tokens, int i, LocalDate today) {
        return written(tokens, i)
                .filter(found -> isWholeDate(found, tokens)
                        && fromParts(found.value(), today).isEmpty())
                .map(Span::to);
    }

    /** Two figures without a point behind them may be a decimal number, or hours. */
    private static boolean isWholeDate(Span<Written> found, List<Token> tokens) {
        boolean point = found.value().separator().equals(".")
                && tokens.get(found.to() - 1).folded().equals(".");
        return found.value().parts().size() == 3 || point;
    }

    private static Optional<Span<Written>> written(List<Token> tokens, int i) {
        if (!tokens.get(i).isNumber()) {
            return Optional.empty();
        }
        int end = i;
        List<Integer> parts = new ArrayList<>();
        String separator = "";
        while (end < tokens.size() && parts.size() < 3) {
            String piece = tokens.get(end).folded();
            // "am 28.12. 50 Gäste"
            boolean apart = end > i && !glued(tokens, end) && piece.length() < 4;
            if (!apart && tokens.get(end).isNumber() && piece.matches("\\d{1,4}(\\.\\d{1,4}){0,2}")) {
                for (String part : piece.split("\\.")) {
                    parts.add(Integer.valueOf(part));
                }
                separator = piece.indexOf('.') > 0 ? "." : separator;
                end++;
            } else {
                break;
            }
            if (end < tokens.size() && "/-.".contains(tokens.get(end).folded()) && glued(tokens, end)) {
                separator = tokens.get(end).folded();
                end++;
            } else {
                break;
            }
        }
        boolean thousands = end < tokens.size() && tokens.get(end).folded().matches("k|tsd|€|euro|euros|eur");
        return thousands
                        || separator.isEmpty()
                        || parts.size() < 2
                        || !isDayOrYear(tokens.get(i).folded())
                ? Optional.empty()
                : Optional.of(new Span<>(new Written(parts, separator), i, end));
    }

    private static boolean glued(List<Token> tokens, int at) {
        return tokens.get(at).start() == tokens.get(at - 1).end();
    }

    /** Not 2.500 or 1.25: a date's groups have two digits, or four for the year. */
    private static boolean isDayOrYear(String first) {
        return first.matches("\\d{1,2}|\\d{4}|\\d{1,2}\\.\\d{1,2}(\\.(\\d{2}|\\d{4}))?");
    }

    private static Optional<LocalDate> fromParts(Written written, LocalDate today) {
        List<Integer> parts = written.parts();
        String separator = written.separator();
        if (parts.getFirst() > 999) {
            return parts.size() < 3 ? Optional.empty() : Dates.day(parts.get(0), parts.get(1), parts.get(2));
        }
        if (separator.equals("-") && parts.size() < 3) {
            return Optional.empty();
        }
        int first = parts.get(0);
        int second = parts.get(1);
        boolean monthFirst = second > 12 && separator.equals("/");
        int month = monthFirst ? first : second;
        int dayOfMonth = monthFirst ? second : first;
        if (parts.size() < 3) {
            return Dates.next(month, dayOfMonth, today);
        }
        int year = parts.get(2);
        return Dates.day(year < 100 ? century(year) + year : year, month, dayOfMonth);
    }

    /** Of two digits: nobody plans for 2090, but many were born in 1990. */
    private static int century(int year) {
        return year < LATEST_PLANNED ? 2000 : 1900;
    }
}
