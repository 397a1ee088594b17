package glassprop.op;

import glassprop.array.DType;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The results of an op that has several, such as the two states of a recurrent cell. They lie one behind the other in one vector, which is the op's output, and each result is a view of it. So
 * an op with several results is an op like any other: it has one output, one cotangent that arrives when all results have theirs, and one rule.
 *
 * <p>A result may be there for the rule alone: what an op leaves as a result, its backward pass need not compute again.
 *
 * @param shapes of the results
 * @param dtype of all of them
 */
public record Outputs(List<Shape> shapes, DType dtype) {
  /** Copies the shapes. */
  public Outputs {
    shapes = List.copyOf(shapes);
  }

  /** The type of the op's output: a vector with the elements of all results. */
  public TensorType type() {
    return new TensorType(Shape.of(Shape.axisSize("results", shapes.stream().mapToLong(Shape::size).sum())), dtype);
  }

  /** The results in an op's output: views where it has an array. */
  public <T extends Operand<T>> List<T> of(T output) {
    List<T> results = new ArrayList<>(shapes.size());
    int from = 0;
    for (Shape shape : shapes) {
      results.add(output.apply(new Slice(0, from, shape.size(), 1), List.of()).apply(new Reshape(shape), List.of()));
      from += shape.size();
    }
    return results;
  }

  /** The op's output, made of the results. */
  public <T extends Operand<T>> T join(List<T> results) {
    if (results.size() != shapes.size()) {
      throw new IllegalArgumentException("an op of " + shapes.size() + " results: came " + results.size());
    }
    List<T> vectors = new ArrayList<>(results.size());
    for (int i = 0; i < results.size(); i++) {
      vectors.add(results.get(i).apply(new Reshape(Shape.of(shapes.get(i).size())), List.of()));
    }
    return vectors.getFirst().apply(new Concat(0), vectors.subList(1, vectors.size()));
  }

  /** The rule of an op whose results are defined in other ops. */
  public Rule rule(List<Term> definitions) {
    Term whole = join(definitions);
    Map<Term, Term> known = new HashMap<>(Map.of(whole, Terms.Y));
    List<Term> results = of((Term) Terms.Y);
    for (int i = 0; i < definitions.size(); i++) {
      known.put(definitions.get(i), results.get(i));
    }
    return new Rule.Composite(whole, known);
  }
}
