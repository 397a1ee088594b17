package glassprop.lens.expression;

import java.util.OptionalDouble;
import java.util.Set;

/** Names that stand for a number wherever they have no other value, and arithmetic that can be done when reading. */
final class Constants {
  private Constants() {}

  static OptionalDouble value(String name) {
    return switch (name) {
      case "pi", "π" -> OptionalDouble.of(Math.PI);
      case "e" -> OptionalDouble.of(Math.E);
      default -> OptionalDouble.empty();
    };
  }

  /**
   * The number that an expression is by arithmetic on numbers and constants alone.
   *
   * @param shadowed names that have another value here
   */
  static OptionalDouble fold(Expression x, Set<String> shadowed) {
    return switch (x) {
      case Expression.Literal(double value, Place _) -> OptionalDouble.of(value);
      case Expression.Name(String name, Place _) -> shadowed.contains(name) ? OptionalDouble.empty() : value(name);
      case Expression.Negation(Expression operand, Place _) -> {
        OptionalDouble value = fold(operand, shadowed);
        yield value.isPresent() ? OptionalDouble.of(-value.getAsDouble()) : value;
      }
      case Expression.Chain chain -> fold(chain, shadowed);
      case Expression.Power _, Expression.Transposition _, Expression.Relation _ -> OptionalDouble.empty();
      case Expression.Call _, Expression.Listing _, Expression.Selection _, Expression.Text _ -> OptionalDouble.empty();
    };
  }

  private static OptionalDouble fold(Expression.Chain chain, Set<String> shadowed) {
    OptionalDouble folded = fold(chain.first(), shadowed);
    for (Expression.Link link : chain.rest()) {
      OptionalDouble right = folded.isPresent() ? fold(link.operand(), shadowed) : folded;
      if (right.isEmpty()) {
        return right;
      }
      double a = folded.getAsDouble();
      double b = right.getAsDouble();
      switch (link.operator()) {
        case ADD -> folded = OptionalDouble.of(a + b);
        case SUBTRACT -> folded = OptionalDouble.of(a - b);
        case MULTIPLY -> folded = OptionalDouble.of(a * b);
        case DIVIDE -> folded = OptionalDouble.of(a / b);
        case MATMUL -> {
          return OptionalDouble.empty();
        }
      }
    }
    return folded;
  }
}
