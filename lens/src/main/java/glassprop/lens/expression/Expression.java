package glassprop.lens.expression;

import glassprop.op.Comparison;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a text says, as a tree. Its depth is limited ({@link Program#DEEPEST} levels of nesting, a few nodes each),
 * however long the text: readers may be recursive.
 */
public sealed interface Expression {

  /** Where it stands in the text, without parentheses around it. */
  Place at();

  /** The expressions that it is made of, in the order of the text. */
  default List<Expression> parts() {
    return switch (this) {
      case Literal _, Name _, Text _ -> List.of();
      case Negation(Expression operand, Place _) -> List.of(operand);
      case Chain(Expression first, List<Link> rest, Place _) ->
          Stream.concat(Stream.of(first), rest.stream().map(Link::operand)).toList();
      case Power(Expression base, Expression exponent, Place _) -> List.of(base, exponent);
      case Transposition(Expression operand, Place _) -> List.of(operand);
      case Relation(Expression left, Comparison _, Expression right, Place _) -> List.of(left, right);
      case Call(String _, List<Expression> arguments, List<Option> options, Place _) ->
          Stream.concat(arguments.stream(), options.stream().map(Option::value)).toList();
      case Listing(List<Expression> elements, Place _) -> elements;
      case Selection(Expression of, List<Subscript> subscripts, Place _) ->
          Stream.concat(Stream.of(of), subscripts.stream().flatMap(subscript -> subscript.parts().stream())).toList();
    };
  }

  /** This expression and all that it is made of, in the order of the text. */
  default Stream<Expression> all() {
    List<Expression> found = new ArrayList<>();
    Deque<Expression> open = new ArrayDeque<>(List.of(this));
    while (!open.isEmpty()) {
      Expression next = open.pop();
      found.add(next);
      next.parts().reversed().forEach(open::push);
    }
    return found.stream();
  }

  /** A number without a sign. */
  record Literal(double value, Place at) implements Expression {}

  /** A name that stands for a value. */
  record Name(String name, Place at) implements Expression {}

  /** What stands between quotes: the equation of an einsum. */
  record Text(String text, Place at) implements Expression {}

  /** −x. */
  record Negation(Expression operand, Place at) implements Expression {}

  /** Operands with signs of one precedence between them, grouped from left to right: a + b − c is (a + b) − c. */
  record Chain(Expression first, List<Link> rest, Place at) implements Expression {
    /** Copies the links. */
    public Chain {
      rest = List.copyOf(rest);
    }
  }

  /**
   * One sign of a chain, and the operand behind it.
   *
   * @param at the sign; empty where a product is written without one
   */
  record Link(Operator operator, Expression operand, Place at) {}

  /** A power. */
  record Power(Expression base, Expression exponent, Place at) implements Expression {}

  /** A transpose. */
  record Transposition(Expression operand, Place at) implements Expression {}

  /** A comparison: 1 where it holds, else 0. */
  record Relation(Expression left, Comparison comparison, Expression right, Place at) implements Expression {}

  /** A function of values, with options such as axis=1. */
  record Call(String function, List<Expression> arguments, List<Option> options, Place at) implements Expression {
    /** Copies the arguments. */
    public Call {
      arguments = List.copyOf(arguments);
      options = List.copyOf(options);
    }
  }

  /** An argument that is given by name. */
  record Option(String name, Expression value, Place at) {}

  /** A vector of numbers, or a matrix as a list of its rows. */
  record Listing(List<Expression> elements, Place at) implements Expression {
    /** Copies the elements. */
    public Listing {
      elements = List.copyOf(elements);
    }
  }

  /** Elements of a value, picked out along its first axes. */
  record Selection(Expression of, List<Subscript> subscripts, Place at) implements Expression {
    /** Copies the subscripts. */
    public Selection {
      subscripts = List.copyOf(subscripts);
    }
  }
}
