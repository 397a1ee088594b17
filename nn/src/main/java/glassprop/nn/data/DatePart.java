package glassprop.nn.data;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;

/** A number that a date gives to a network. */
public enum DatePart {
  /** Days since the first of January 1970: a trend. */
  DAYS("days") {
    @Override
    double of(LocalDateTime date) {
      return ChronoUnit.DAYS.between(EPOCH, date);
    }
  },
  /** The month, 1 to 12: a season. */
  MONTH("month") {
    @Override
    double of(LocalDateTime date) {
      return date.getMonthValue();
    }
  },
  /** The day of the week, from 1 for Monday to 7. */
  WEEKDAY("day of week") {
    @Override
    double of(LocalDateTime date) {
      return date.getDayOfWeek().getValue();
    }
  },
  /** The hour of the day with its part of an hour, from 0 to below 24. */
  HOUR("hour") {
    @Override
    double of(LocalDateTime date) {
      return date.toLocalTime().toSecondOfDay() / 3600.0;
    }
  };

  private static final LocalDateTime EPOCH = LocalDateTime.of(1970, 1, 1, 0, 0);

  private final String word;

  DatePart(String word) {
    this.word = word;
  }

  abstract double of(LocalDateTime date);

  @Override
  public String toString() {
    return word;
  }
}
