package glassprop.lens.expression;

import glassprop.GraphException;
import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.array.Shape;
import glassprop.array.ShapeException;
import glassprop.op.Binary;
import glassprop.text.Counted;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Gives expressions their values. Errors of the engine are told with the place of the expression that they are about.
 */
final class Evaluator {
  private final Source source;
  private final Map<String, Tensor> values;
  private final Set<String> masks = new HashSet<>(); // names of conditions
  private final Broadcasts broadcasts;

  /** An evaluator of expressions in a text, where names have these values. */
  Evaluator(Source source, Map<String, Tensor> values) {
    this.source = source;
    this.values = values;
    this.broadcasts = new Broadcasts(source);
  }

  /** What there is to say of the signs that were evaluated so far. */
  List<String> notes() {
    return broadcasts.notes();
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
        Tensor result = located(relation.at(), () -> Tensor.apply(relation.comparison(), left, right).to(DType.F64));
        broadcasts.note(relation, left, right, result);
        yield result;
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
    for (int i = 0; i < chain.rest().size(); i++) {
      Expression.Link link = chain.rest().get(i);
      Tensor left = result;
      Tensor right = of(link.operand());
      int place = i;
      result = located(chain.first().at().to(link.operand().at()), () -> linked(chain, place, left, right));
      broadcasts.note(chain, i, left, right, result);
    }
    return result;
  }

  private Tensor linked(Expression.Chain chain, int link, Tensor left, Tensor right) {
    try {
      return chain.rest().get(link).operator().of(left, right);
    } catch (ShapeException e) {
      throw new ShapeException(e.getMessage() + broadcasts.hint(chain, link, left, right));
    }
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
          call.at(), String.format(Locale.ROOT,
              "%1$s is both a value and a function here: rename the value, or write %1$s*(…) for a product",
              Source.visible(call.function())));
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

  /** Remembers that a name stands for a condition, so that x[m] chooses where it holds, as x[x > 0] does. */
  void note(Statement statement) {
    if (isMask(statement.value())) {
      masks.add(statement.name());
    }
  }

  /** Whether an expression is a comparison, or several that must all hold: 1 or 0, but no indices. */
  private boolean isMask(Expression x) {
    return switch (x) {
      case Expression.Relation _ -> true;
      case Expression.Name(String name, Place _) -> masks.contains(name);
      case Expression.Chain chain ->
          isMask(chain.first())
              && chain.rest().stream().allMatch(link -> link.operator() == Operator.MULTIPLY && isMask(link.operand()));
      case Expression.Literal _, Expression.Negation _, Expression.Power _, Expression.Transposition _, Expression.Call _,
          Expression.Listing _, Expression.Selection _, Expression.Text _ -> false;
    };
  }

  private Tensor selected(Expression.Selection selection) {
    Tensor x = of(selection.of());
    List<Subscript> subscripts = selection.subscripts();
    if (subscripts.stream().anyMatch(subscript -> subscript instanceof Subscript.At(Expression index) && isMask(index))) {
      return masked(x, subscripts);
    }
    if (subscripts.size() > x.shape().rank()) {
      throw new ShapeException(
          Counted.of(subscripts.size(), "subscript") + " for " + x.describe() + ", which has " + Counted.of(x.shape().rank(), "axis"));
    }
    List<Optional<Tensor>> indices =
        subscripts.stream()
            .map(subscript -> subscript instanceof Subscript.At(Expression index) ? Optional.of(of(index)) : Optional.<Tensor>empty())
            .toList();
    long lists = indices.stream().flatMap(Optional::stream).filter(index -> index.shape().rank() > 0).count();
    return lists > 1 ? paired(x, subscripts, indices) : apart(x, subscripts, indices);
  }

  private Tensor masked(Tensor x, List<Subscript> subscripts) {
    if (subscripts.size() > 1) {
      throw new ShapeException("a condition stands alone in a subscript; choose from what it gives in another: x[x > 0][…]");
    }
    return x.maskedSelect(Call.condition(of(subscripts.getFirst().parts().getFirst())));
  }

  /** Each subscript along its own axis. */
  private Tensor apart(Tensor x, List<Subscript> subscripts, List<Optional<Tensor>> indices) {
    Tensor rest = x;
    int axis = 0;
    for (int i = 0; i < subscripts.size(); i++) {
      Tensor part = rest;
      int along = axis;
      switch (subscripts.get(i)) {
        case Subscript.At(Expression index) -> {
          Tensor at = indices.get(i).orElseThrow();
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

  /** Lists of indices along several axes go together: x[[0, 1], [2, 0]] has x[0, 2] and x[1, 0]. */
  private Tensor paired(Tensor x, List<Subscript> subscripts, List<Optional<Tensor>> indices) {
    Tensor rest = x;
    List<Tensor> together = new ArrayList<>();
    int first = 0;
    for (int i = 0; i < subscripts.size(); i++) {
      Tensor part = rest;
      int axis = i;
      if (subscripts.get(i) instanceof Subscript.Range range) {
        rest = located(range.at(), () -> range(part, axis, range));
      } else if (!together.isEmpty() && first + together.size() != i) {
        throw new ShapeException("indices that go together stand side by side; choose in two steps where a range is between them");
      } else {
        first = together.isEmpty() ? i : first;
        together.add(Call.index("an index", indices.get(i).orElseThrow()));
      }
    }
    if (first == 0) {
      return rest.at(together.toArray(Tensor[]::new));
    }
    int indexed = together.size();
    List<Integer> front = new ArrayList<>(IntStream.range(0, rest.shape().rank()).boxed().toList());
    Collections.rotate(front.subList(0, first + indexed), indexed);
    Tensor chosen = rest.permute(front.stream().mapToInt(axis -> axis).toArray()).at(together.toArray(Tensor[]::new));
    int joint = chosen.shape().rank() - (rest.shape().rank() - indexed);
    List<Integer> back = new ArrayList<>(IntStream.range(0, chosen.shape().rank()).boxed().toList());
    Collections.rotate(back.subList(0, joint + first), first);
    return chosen.permute(back.stream().mapToInt(axis -> axis).toArray());
  }

  /** One index takes its axis away; a vector of them picks out parts along it. */
  private static Tensor at(Tensor x, int axis, Tensor index) {
    int[] places = Call.wholes("an index", index);
    int size = x.shape().get(axis);
    long[] fromFront = new long[places.length];
    for (int i = 0; i < places.length; i++) {
      if (places[i] < -size || places[i] >= size) {
        throw new IndexOutOfBoundsException(
            String.format(Locale.ROOT, "index %d is not within axis %d of %s, whose size is %d", places[i], axis, x.describe(), size));
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
            String.format(Locale.ROOT, "the elements of a list have one shape; the first has %s, this one %s", first, part.shape()));
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
        | GraphException e) {
      ExpressionException located = source.error(at, inThisLanguage(String.valueOf(e.getMessage())));
      located.initCause(e);
      throw located;
    }
  }

  /** What the engine advises in Java, as it is written here. */
  private static String inThisLanguage(String message) {
    return message.replace(".transpose()", "'");
  }
}
