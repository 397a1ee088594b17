package glassprop.lens.expression;

import glassprop.GraphException;
import glassprop.Tensor;
import glassprop.array.AllocationException;
import glassprop.array.DType;
import glassprop.array.Shape;
import glassprop.op.Binary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/**
 * Gives expressions their values. Errors of the engine are told with the place of the expression that they are about.
 */
final class Evaluator {
  private final Source source;
  private final Map<String, Tensor> values;

  /** An evaluator of expressions in a text, where names have these values. */
  Evaluator(Source source, Map<String, Tensor> values) {
    this.source = source;
    this.values = values;
  }

  Tensor of(Expression x) {
    return switch (x) {
      case Expression.Literal(double value, Place _) -> Tensor.scalar(value);
      case Expression.Name(String name, Place at) -> named(name, at);
      case Expression.Negation(Expression operand, Place _) -> of(operand).negate();
      case Expression.Chain chain -> chain(chain);
      case Expression.Power(Expression base, Expression exponent, Place at) -> power(base, exponent, at);
      case Expression.Transposition(Expression operand, Place at) -> transpose(of(operand), at);
      case Expression.Relation relation -> {
        Tensor left = of(relation.left());
        Tensor right = of(relation.right());
        yield located(relation.at(), () -> Tensor.apply(relation.comparison(), left, right).to(DType.F64));
      }
      case Expression.Call call -> call(call);
      case Expression.Listing list -> list(list);
    };
  }

  private Tensor named(String name, Place at) {
    Tensor value = values.get(name);
    if (value != null) {
      return value;
    }
    double constant = Constants.value(name).orElseThrow(() -> source.error(at, "no value for " + source.quote(at)));
    return Tensor.scalar(constant);
  }

  private Tensor chain(Expression.Chain chain) {
    Tensor result = of(chain.first());
    for (Expression.Link link : chain.rest()) {
      Tensor left = result;
      Tensor right = of(link.operand());
      result = located(chain.first().at().to(link.operand().at()), () -> link.operator().of(left, right));
    }
    return result;
  }

  /** A fixed exponent has a simpler rule, which holds for negative bases too. */
  private Tensor power(Expression base, Expression exponent, Place at) {
    Tensor x = of(base);
    OptionalDouble fixed = Constants.fold(exponent, values.keySet());
    if (fixed.isPresent()) {
      return x.pow(fixed.getAsDouble());
    }
    Tensor e = of(exponent);
    return located(at, () -> x.pow(e));
  }

  private Tensor transpose(Tensor x, Place at) {
    if (x.shape().rank() < 2) {
      throw source.error(at, "' transposes a matrix, and this has shape " + x.shape() + "; a row is written [[1,2,3]]");
    }
    return x.transpose();
  }

  private Tensor call(Expression.Call call) {
    if (values.containsKey(call.function())) {
      throw source.error(
          call.at(), "%1$s is both a value and a function here: rename the value, or write %1$s*(…) for a product"
              .formatted(Source.visible(call.function())));
    }
    Function function = located(call.at(), () -> Functions.find(call.function(), call.arguments().size()));
    if (function instanceof OpFunction named && named.op() == Binary.POWER) {
      return power(call.arguments().get(0), call.arguments().get(1), call.at());
    }
    List<Tensor> arguments = call.arguments().stream().map(this::of).toList();
    Map<String, Tensor> options = new HashMap<>();
    for (Expression.Option option : call.options()) {
      if (!function.options().contains(option.name())) {
        throw source.error(
            option.at(),
            function.options().isEmpty()
                ? call.function() + " has no options"
                : call.function() + " has no option " + Source.visible(option.name()) + ", but "
                    + String.join(" and ", function.options()));
      }
      options.put(option.name(), of(option.value()));
    }
    return located(call.at(), () -> function.of(arguments, options));
  }

  private Tensor list(Expression.Listing list) {
    List<Expression> elements = list.elements();
    double[] numbers = new double[elements.size()];
    int known = 0;
    while (known < numbers.length) {
      OptionalDouble number = Constants.fold(elements.get(known), values.keySet());
      if (number.isEmpty()) {
        break;
      }
      numbers[known++] = number.getAsDouble();
    }
    return known == numbers.length ? Tensor.of(numbers) : stacked(list);
  }

  /** The elements, which have one shape, along a new first axis. */
  private Tensor stacked(Expression.Listing list) {
    List<Tensor> parts = new ArrayList<>();
    for (Expression element : list.elements()) {
      Tensor part = of(element);
      Shape first = parts.isEmpty() ? part.shape() : parts.getFirst().shape();
      if (!part.shape().equals(first)) {
        throw source.error(
            element.at(),
            "the elements of a list have one shape; the first has %s, this one %s".formatted(first, part.shape()));
      }
      parts.add(part);
    }
    return located(
        list.at(),
        () -> Tensor.concat(0, parts.stream().map(part -> part.unsqueeze(0)).toArray(Tensor[]::new)));
  }

  private <T> T located(Place at, Supplier<T> computation) {
    try {
      return computation.get();
    } catch (IllegalArgumentException | IndexOutOfBoundsException | ArithmeticException
        | AllocationException | GraphException e) {
      ExpressionException located = source.error(at, String.valueOf(e.getMessage()));
      located.initCause(e);
      throw located;
    }
  }
}
