package glassprop.lens.expression;

import glassprop.GraphException;
import glassprop.Tensor;
import glassprop.array.AllocationException;
import glassprop.array.DType;
import glassprop.array.Shape;
import glassprop.array.ShapeException;
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
      case Expression.Selection selection -> located(selection.at(), () -> selected(selection));
      case Expression.Text(String _, Place at) -> throw source.error(
          at, "a text is no value; it stands where a function takes one, as in einsum(\"ij,jk->ik\", a, b)");
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
      throw source.error(at, "' transposes a matrix, and this is " + x.describe() + "; a row is written [[1,2,3]]");
    }
    return x.transpose();
  }

  private Tensor call(Expression.Call call) {
    if (values.containsKey(call.function())) {
      throw source.error(
          call.at(), "%1$s is both a value and a function here: rename the value, or write %1$s*(…) for a product"
              .formatted(Source.visible(call.function())));
    }
    List<Expression.Text> texts = new ArrayList<>();
    List<Expression> given = new ArrayList<>();
    for (Expression argument : call.arguments()) {
      if (argument instanceof Expression.Text text) {
        texts.add(text);
      } else {
        given.add(argument);
      }
    }
    Function function = located(call.at(), () -> Functions.find(call.function(), given.size()));
    if (function instanceof OpFunction named && named.op() == Binary.POWER) {
      return power(given.get(0), given.get(1), call.at());
    }
    if (!texts.isEmpty() && !function.takesText()) {
      throw source.error(texts.getFirst().at(), call.function() + " takes no text, but values: " + function.usage());
    }
    Map<String, Tensor> options = options(call, function);
    List<Tensor> values = given.stream().map(this::of).toList();
    Arguments arguments = new Arguments(values, texts.stream().map(Expression.Text::text).toList(), options);
    return located(call.at(), () -> function.of(arguments));
  }

  private Map<String, Tensor> options(Expression.Call call, Function function) {
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
    return options;
  }

  private Tensor selected(Expression.Selection selection) {
    Tensor rest = of(selection.of());
    if (selection.subscripts().size() > rest.shape().rank()) {
      throw new ShapeException(
          "%d %s for %s, which has %d axes"
              .formatted(
                  selection.subscripts().size(), selection.subscripts().size() == 1 ? "subscript" : "subscripts", rest.describe(),
                  rest.shape().rank()));
    }
    int axis = 0;
    for (Subscript subscript : selection.subscripts()) {
      Tensor part = rest;
      int along = axis;
      switch (subscript) {
        case Subscript.At(Expression index) -> {
          Tensor at = of(index);
          rest = located(index.at(), () -> at(part, along, at));
          axis += at.shape().rank();
        }
        case Subscript.Range range -> {
          rest = located(range.at(), () -> range(part, along, range));
          axis++;
        }
      }
    }
    return rest;
  }

  /** One index takes its axis away; a vector of them picks out parts along it. */
  private static Tensor at(Tensor x, int axis, Tensor index) {
    int[] places = Call.wholes("an index", index);
    int size = x.shape().get(axis);
    long[] fromFront = new long[places.length];
    for (int i = 0; i < places.length; i++) {
      if (places[i] < -size || places[i] >= size) {
        throw new IndexOutOfBoundsException(
            "index %d is not within axis %d of %s, whose size is %d".formatted(places[i], axis, x.describe(), size));
      }
      fromFront[i] = Math.floorMod(places[i], size);
    }
    return index.shape().rank() == 0 ? x.select(axis, places[0]) : x.indexSelect(axis, Tensor.indices(fromFront));
  }

  private Tensor range(Tensor x, int axis, Subscript.Range range) {
    int start = range.start().isPresent() ? whole(range.start().get()) : 0;
    int end = range.end().isPresent() ? whole(range.end().get()) : x.shape().get(axis);
    int step = range.step().isPresent() ? whole(range.step().get()) : 1;
    return x.slice(axis, start, end, step);
  }

  private int whole(Expression bound) {
    Tensor value = of(bound);
    return located(bound.at(), () -> {
      int[] numbers = Call.wholes("an index", value);
      if (numbers.length != 1) {
        throw new ShapeException("a range is from one index to one other, came " + value.shape());
      }
      return numbers[0];
    });
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
    } catch (ExpressionException e) {
      throw e; // which has its place
    } catch (IllegalArgumentException | IndexOutOfBoundsException | ArithmeticException
        | AllocationException | GraphException e) {
      ExpressionException located = source.error(at, String.valueOf(e.getMessage()));
      located.initCause(e);
      throw located;
    }
  }
}
