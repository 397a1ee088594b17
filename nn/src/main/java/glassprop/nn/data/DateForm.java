package glassprop.nn.data;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A way in which dates are written in a file, with or without a time of day; time zones are read and left out. */
public enum DateForm {
  /** {@code 2024-01-31}, {@code 2024-01-31T17:05:00Z}. */
  YEAR_MONTH_DAY("2024-01-31", "uuuu-M-d"),
  /** {@code 2024/01/31}. */
  YEAR_MONTH_DAY_SLASHES("2024/01/31", "uuuu/M/d"),
  /** {@code 31.01.2024}. */
  DAY_MONTH_YEAR_POINTS("31.01.2024", "d.M.uuuu"),
  /** {@code 31/01/2024}. */
  DAY_MONTH_YEAR("31/01/2024", "d/M/uuuu"),
  /** {@code 01/31/2024}. */
  MONTH_DAY_YEAR("01/31/2024", "M/d/uuuu");

  private static final int LONGEST = 40;

  private final String example;
  private final DateTimeFormatter formatter;

  DateForm(String example, String pattern) {
    this.example = example;
    this.formatter = new DateTimeFormatterBuilder()
        .appendPattern(pattern + "[['T'][' ']H:mm[:ss][.SSSSSSSSS][.SSSSSS][.SSS][XXX][X]]")
        .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
        .toFormatter(Locale.ROOT)
        .withChronology(IsoChronology.INSTANCE)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  /** A date written in this form. */
  public String example() {
    return example;
  }

  /** The moment that a text names; empty if the text is no date of this form. */
  Optional<LocalDateTime> read(String text) {
    if (text.length() > LONGEST || text.isEmpty() || !Character.isDigit(text.charAt(0))) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDateTime.parse(text, formatter));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /** The form in which most of these texts are dates; empty if none is. */
  static Optional<DateForm> mostOf(Collection<String> texts) {
    return Stream.of(values()).filter(form -> form.countOf(texts) > 0)
        .max(Comparator.comparingLong(form -> form.countOf(texts)));
  }

  private long countOf(Collection<String> texts) {
    return texts.stream().filter(text -> read(text).isPresent()).count();
  }

  /** The forms in which all of these texts are dates: none, one, or two if nothing tells days from months. */
  static List<DateForm> of(Collection<String> texts) {
    return texts.isEmpty() ? List.of()
        : Stream.of(values()).filter(form -> texts.stream().allMatch(text -> form.read(text).isPresent())).toList();
  }
}
