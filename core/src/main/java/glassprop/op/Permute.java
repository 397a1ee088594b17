package glassprop.op;

import static glassprop.op.Terms.YBAR;

import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.kernel.Kernels;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The axes in another order: a view.
 *
 * @param order axis i of the output is axis {@code order.get(i)} of the input
 */
public record Permute(List<Integer> order) implements Multilinear {
  /** Copies the order. */
  public Permute {
    order = List.copyOf(order);
  }

  /** The exchange of the last two axes: the transpose of matrices. */
  public static Permute transpose(int rank) {
    return new Permute(
        IntStream.range(0, rank).map(i -> i < rank - 2 ? i : 2 * rank - 3 - i).boxed().toList());
  }

  /** The order of axes with one of them last; its own inverse. */
  public static int[] lastAxisSwapped(int rank, int axis) {
    int[] order = IntStream.range(0, rank).toArray();
    order[axis] = rank - 1;
    order[rank - 1] = axis;
    return order;
  }

  @Override
  public String mnemonic() {
    return isTranspose() ? "transpose" : "permute";
  }

  private boolean isTranspose() {
    return order.size() >= 2 && equals(transpose(order.size()));
  }

  @Override
  public TensorType type(List<TensorType> inputs) {
    OperandException.requireCount(inputs, 1);
    Shape shape = inputs.getFirst().shape();
    if (!order.stream().sorted().toList().equals(IntStream.range(0, shape.rank()).boxed().toList())) {
      throw new OperandException(String.format(Locale.ROOT, "the order %s does not name each axis of {0} once", order));
    }
    return inputs.getFirst().withShape(Shape.of(order.stream().map(shape::get).toList()));
  }

  @Override
  public NdArray value(Kernels kernels, List<NdArray> inputs, TensorType type) {
    return inputs.getFirst().permute(order.stream().mapToInt(Integer::intValue).toArray());
  }

  @Override
  public List<Term> adjoints(Site site) {
    return List.of(Term.of(inverse(), YBAR));
  }

  private Permute inverse() {
    return new Permute(IntStream.range(0, order.size()).map(order::indexOf).boxed().toList());
  }

  @Override
  public Notation notation() {
    return isTranspose() ? Notation.postfix("ᵀ", "^{\\top}") : Notation.call("permute" + order);
  }

  @Override
  public Optional<Op> batched(Site site, int items) {
    return Optional.of(new Permute(IntStream.rangeClosed(0, order.size()).map(i -> i == 0 ? 0 : order.get(i - 1) + 1).boxed().toList()));
  }

  @Override
  public double reference(Site site, List<Reading> inputs, int... index) {
    int[] at = new int[index.length];
    for (int axis = 0; axis < index.length; axis++) {
      at[order.get(axis)] = index[axis];
    }
    return inputs.getFirst().at(at);
  }

  /** Undoes an inverse. */
  @Override
  public Term on(List<Term> operands) {
    return operands.getFirst() instanceof Term.Apply(Op inner, List<Term> inside) && inner.equals(inverse())
        ? inside.getFirst()
        : Multilinear.super.on(operands);
  }

  /** Inputs for the laws. */
  public static List<Specimen> specimens() {
    return List.of(
        Specimen.reals(transpose(2), Shape.of(2, 3)),
        Specimen.reals(transpose(3), Shape.of(2, 3, 4)),
        Specimen.reals(new Permute(List.of(2, 0, 1)), Shape.of(2, 3, 4)),
        Specimen.reals(new Permute(List.of(0)), Shape.of(3)),
        Specimen.reals(transpose(2), Shape.of(0, 3)));
  }
}
