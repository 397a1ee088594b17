package glassprop.op;

import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.ShapeException;
import glassprop.array.TensorType;
import glassprop.kernel.Heap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The axes along which elements are combined into one.
 *
 * @param axes counted from the front, ascending
 * @param keep whether the combined axes stay, with size 1
 */
public record Reduction(List<Integer> axes, boolean keep) {
  /** Copies the axes. */
  public Reduction {
    axes = List.copyOf(axes);
  }

  /**
   * A reduction of a shape along axes that may be counted from the back; along all of them if none is given.
   *
   * @param what who asks, for the message
   * @throws ShapeException if there is no such axis, or one is given twice
   */
  public static Reduction of(String what, Shape shape, boolean keep, int... axes) {
    if (axes == null) {
      throw new NullPointerException(what + ": expected axes, came null; none at all means all of them");
    }
    IntStream all = axes.length == 0 ? IntStream.range(0, shape.rank()) : IntStream.of(axes).map(axis -> shape.axis(what, axis));
    List<Integer> ascending = all.sorted().boxed().toList();
    if (axes.length > 1 && Set.copyOf(ascending).size() < ascending.size()) {
      throw new ShapeException(
          String.format(Locale.ROOT, "%s: the axes %s of shape %s name an axis twice; give each once", what, Arrays.toString(axes), shape));
    }
    return new Reduction(ascending, keep);
  }

  /** The shape with the combined axes kept as size 1. */
  Shape keptShape(Shape input) {
    Shape kept = input;
    for (int axis : axes) {
      kept = kept.with(axis, 1);
    }
    return kept;
  }

  /** The shape of the result. */
  Shape shape(Shape input) {
    if (keep) {
      return keptShape(input);
    }
    return Shape.of(remaining(input.rank()).stream().map(input::get).toList());
  }

  /** How many elements are combined into each. */
  public int count(Shape input) {
    return Shape.of(axes.stream().map(input::get).toList()).size();
  }

  /** The same axes behind one more. */
  Reduction batched() {
    return new Reduction(axes.stream().map(axis -> axis + 1).toList(), keep);
  }

  /** The type of the result for one floating-point operand. */
  public TensorType type(List<TensorType> inputs) {
    OperandException.requireCount(inputs, 1);
    OperandException.requireFloat(inputs, 0);
    return typeOfAny(inputs);
  }

  /** The type of the result, also of integers. */
  public TensorType typeOfNumbers(List<TensorType> inputs) {
    if (inputs.size() == 1 && inputs.getFirst().dtype() == DType.BOOL) {
      throw new OperandException("expected numbers, came truth values: {0:type}; to(I64) makes 1 of true, to be counted, and to(F64) to be averaged");
    }
    return inputs.size() == 1 && inputs.getFirst().dtype() == DType.I64 ? typeOfAny(inputs) : type(inputs);
  }

  private TensorType typeOfAny(List<TensorType> inputs) {
    Shape shape = inputs.getFirst().shape();
    axes.forEach(axis -> OperandException.requireAxis(inputs, 0, axis));
    return inputs.getFirst().withShape(shape(shape));
  }

  /** A term of the result's shape, repeated along the combined axes to the input's. */
  public Term repeat(Term result, Shape input) {
    Term kept = keep || axes.isEmpty() ? result : Term.of(new Reshape(keptShape(input)), result);
    return Broadcasting.repeatTo(kept, keptShape(input), input);
  }

  /** The input with the combined axes last, without gaps: rows to combine, in the order of the result. */
  public NdArray rows(NdArray input) {
    List<Integer> order = new ArrayList<>(remaining(input.shape().rank()));
    order.addAll(axes);
    return input.permute(order.stream().mapToInt(Integer::intValue).toArray()).contiguous();
  }

  /** The rows of a term: those of {@link #rows(NdArray)}, in the shape {@link #rowsShape}. */
  public Term rows(Term input, Shape shape) {
    List<Integer> order = new ArrayList<>(remaining(shape.rank()));
    order.addAll(axes);
    return Term.of(new Reshape(rowsShape(shape)), Term.of(new Permute(order), input));
  }

  /** A term in the input's shape, of rows as {@link #rows(Term, Shape)} makes them. */
  public Term fromRows(Term rows, Shape shape) {
    List<Integer> order = new ArrayList<>(remaining(shape.rank()));
    order.addAll(axes);
    List<Integer> back = IntStream.range(0, order.size()).map(order::indexOf).boxed().toList();
    return Term.of(new Permute(back), Term.of(new Reshape(Shape.of(order.stream().map(shape::get).toList())), rows));
  }

  /** The remaining axes, and after them one that holds all elements to combine. */
  public Shape rowsShape(Shape input) {
    List<Integer> sizes = new ArrayList<>(remaining(input.rank()).stream().map(input::get).toList());
    sizes.add(count(input));
    return Shape.of(sizes);
  }

  /** All elements to combine for one element of the result, as a reference reads them. */
  public double[] elements(Reading input, int... index) {
    Shape shape = input.shape();
    int[] at = new int[shape.rank()];
    List<Integer> remaining = keep ? IntStream.range(0, shape.rank()).boxed().toList() : remaining(shape.rank());
    for (int i = 0; i < remaining.size(); i++) {
      at[remaining.get(i)] = index[i];
    }
    Shape inner = Shape.of(axes.stream().map(shape::get).toList());
    double[] elements = Heap.doubles(inner.size(), "the elements of a sum");
    int[] along = new int[inner.rank()];
    for (int i = 0; i < elements.length; i++) {
      for (int axis = 0; axis < along.length; axis++) {
        at[axes.get(axis)] = along[axis];
      }
      elements[i] = input.at(at.clone());
      inner.advance(along);
    }
    return elements;
  }

  private List<Integer> remaining(int rank) {
    return IntStream.range(0, rank).filter(axis -> !axes.contains(axis)).boxed().toList();
  }

  /** As a subscript: the axes, or nothing for all of a shape's. */
  public String subscript() {
    return axes.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  /** As a subscript of what is reduced from a shape: nothing where all axes are. */
  public String subscript(Shape input) {
    return axes.size() == input.rank() ? "" : subscript();
  }

  /** A sign with a subscript in plain text, as in Σ[axis 0]. */
  public static String textual(String sign, String subscript) {
    return sign + (subscript.isEmpty() ? "" : "[" + word(subscript) + subscript + "]");
  }

  /** A sign with a subscript in LaTeX; in words, for a 1 below a sum would be taken for where it begins. */
  public static String latex(String sign, String subscript) {
    return sign + (subscript.isEmpty() ? "" : "_{\\text{" + word(subscript) + subscript + "}}");
  }

  private static String word(String subscript) {
    return subscript.contains(",") ? "axes " : "axis ";
  }

  /** An op along one axis, several, all, none, the middle, sizes of 1 and, where the op allows it, of no elements. */
  public static List<Specimen> specimens(Function<Reduction, Op> op) {
    List<Specimen> specimens = new ArrayList<>();
    for (boolean keep : new boolean[] {false, true}) {
      specimens.add(Specimen.reals(op.apply(new Reduction(List.of(0), keep)), Shape.of(5)));
      specimens.add(Specimen.reals(op.apply(new Reduction(List.of(0), keep)), Shape.of(3, 4)));
      specimens.add(Specimen.reals(op.apply(new Reduction(List.of(1), keep)), Shape.of(3, 4)));
      specimens.add(Specimen.reals(op.apply(new Reduction(List.of(0, 1), keep)), Shape.of(3, 4)));
      specimens.add(Specimen.reals(op.apply(new Reduction(List.of(1), keep)), Shape.of(2, 3, 4)));
      specimens.add(Specimen.reals(op.apply(new Reduction(List.of(0, 2), keep)), Shape.of(2, 3, 4)));
      specimens.add(Specimen.reals(op.apply(new Reduction(List.of(1), keep)), Shape.of(3, 1)));
      specimens.add(Specimen.reals(op.apply(new Reduction(List.of(), keep)), Shape.SCALAR));
      specimens.add(Specimen.reals(op.apply(new Reduction(List.of(1), keep)), Shape.of(0, 3)));
    }
    return specimens;
  }
}
