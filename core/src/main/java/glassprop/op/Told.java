package glassprop.op;

import glassprop.array.ShapeException;
import glassprop.kernel.AllocationException;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * In whose name an error speaks. A message begins with the name of what the user called, and a colon; what is computed by other
 * operations refuses in its own name, since the user need not know of those.
 */
public final class Told {
  private static final Pattern NAME = Pattern.compile("^[a-z][a-z0-9_]*: ");

  private Told() {}

  /** The result of a computation; what it refuses is told in this name. */
  public static <R> R by(String name, Supplier<R> computation) {
    try {
      return computation.get();
    } catch (IllegalArgumentException | IndexOutOfBoundsException | ArithmeticException e) {
      throw by(name, e);
    }
  }

  /** An error in another name: of the same type, with that name in place of the one that its message has, or before a message without one. */
  public static RuntimeException by(String name, RuntimeException e) {
    String message = name + ": " + NAME.matcher(String.valueOf(e.getMessage())).replaceFirst("");
    return switch (e) {
      case ShapeException _ -> caused(new ShapeException(message), e);
      case AllocationException _ -> caused(new AllocationException(message), e);
      case IndexOutOfBoundsException _ -> caused(new IndexOutOfBoundsException(message), e);
      case ArithmeticException _ -> caused(new ArithmeticException(message), e);
      default -> new IllegalArgumentException(message, e);
    };
  }

  private static RuntimeException caused(RuntimeException told, RuntimeException cause) {
    told.initCause(cause);
    return told;
  }
}
