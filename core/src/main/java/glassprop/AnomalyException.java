package glassprop;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The first NaN or infinity of a traced computation, named by the op that produced it and the user's line that called it. */
public final class AnomalyException extends ArithmeticException {
  private static final long serialVersionUID = 1;

  private final String op;
  private final String event;
  private final @Nullable StackTraceElement origin;

  AnomalyException(String op, String event, String advice, Optional<StackTraceElement> origin) {
    super(event + origin.map(line -> ", computed at " + line).orElse("") + advice);
    this.op = op;
    this.event = event;
    this.origin = origin.orElse(null);
  }

  /** The mnemonic of the op that turned finite numbers into something else. */
  public String op() {
    return op;
  }

  /** What happened, without the line and without advice. */
  public String event() {
    return event;
  }

  /** The line outside of this library that applied the op in the forward pass, if it is known. */
  public Optional<StackTraceElement> origin() {
    return Optional.ofNullable(origin);
  }
}
