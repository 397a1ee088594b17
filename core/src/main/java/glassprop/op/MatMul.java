package glassprop.op;

import static glassprop.op.Terms.X;
import static glassprop.op.Terms.X1;
import static glassprop.op.Terms.YBAR;

import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.ShapeException;
import glassprop.array.TensorType;
import glassprop.kernel.Interruption;
import glassprop.kernel.Kernels;
import glassprop.op.Notation.Precedence;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The matrix product of (…, m, k) and (…, k, n), over the last two axes; leading axes are batches and broadcast.
 *
 * <p>Ā = Ȳ·Bᵀ and B̄ = Aᵀ·Ȳ, summed over broadcast batches. A transpose is a view, and the kernel takes any strides, so no
 * operand is copied.
 */
public record MatMul() implements Multilinear {
  @Override
  public String mnemonic() {
    return "matmul";
  }

  @Override
  public TensorType type(List<TensorType> inputs) {
    OperandException.requireCount(inputs, 2);
    OperandException.requireFloats(inputs);
    Shape a = inputs.get(0).shape();
    Shape b = inputs.get(1).shape();
    if (a.rank() < 2 || b.rank() < 2) {
      throw new OperandException("expected matrices: {0} · {1}; reshape a vector to one row or one column");
    }
    if (a.rank() == 2 && b.rank() == 2) {
      return inputs.get(0).withShape(matrix(a, b));
    }
    requireInner(a, b);
    try {
      Shape batch = batch(a).broadcast(batch(b));
      return inputs.get(0).withShape(matrices(batch, a.get(a.rank() - 2), b.get(b.rank() - 1)));
    } catch (ShapeException e) {
      throw new OperandException(
          batch(a).broadcastsWith(batch(b)) ? "{0} · {1}: " + e.getMessage() : "batches do not broadcast: {0} · {1}");
    }
  }

  /** The shape of a product of two matrices, which are the operands {0} and {1}. */
  static Shape matrix(Shape a, Shape b) {
    requireInner(a, b);
    return Shape.of(a.get(0), b.get(1));
  }

  private static void requireInner(Shape a, Shape b) {
    int inner = a.get(a.rank() - 1);
    int rows = b.get(b.rank() - 2);
    if (inner != rows) {
      throw new OperandException(
          String.format(Locale.ROOT,
              "inner sizes differ, %d and %d: {0} · {1}%s",
              inner, rows, inner == b.get(b.rank() - 1) ? "; did you mean {1:name}.transpose()?" : ""));
    }
  }

  /** The sizes of the leading axes. */
  private static Shape batch(Shape shape) {
    return Shape.of(Arrays.copyOf(shape.toArray(), shape.rank() - 2));
  }

  private static Shape matrices(Shape batch, int rows, int columns) {
    int[] sizes = Arrays.copyOf(batch.toArray(), batch.rank() + 2);
    sizes[batch.rank()] = rows;
    sizes[batch.rank() + 1] = columns;
    return Shape.of(sizes);
  }

  @Override
  public NdArray value(Kernels kernels, List<NdArray> inputs, TensorType type) {
    NdArray a = inputs.get(0);
    NdArray b = inputs.get(1);
    if (a.size() == 0 || b.size() == 0) {
      return NdArray.zeros(type);
    }
    NdArray out = NdArray.room(type);
    if (a.shape().rank() == 2 && b.shape().rank() == 2) {
      product(kernels, a, b, out);
      return out;
    }
    if (b.shape().rank() == 2 && a.shape().rank() > 2 && a.isContiguous()) { // one tall product instead of many
      int k = a.shape().get(a.shape().rank() - 1);
      Shape tall = Shape.of(a.shape().size() / Math.max(1, k), k);
      if (tall.size() == a.size()) {
        NdArray flat = a.reshape(tall);
        product(kernels, flat, flat.offset(), b, b.offset(), out.reshape(Shape.of(tall.get(0), b.shape().get(1))), 0, false);
        return out;
      }
    }
    Shape batch = batch(type.shape());
    int rank = batch.rank();
    NdArray left = a.expand(matrices(batch, a.shape().get(a.shape().rank() - 2), a.shape().get(a.shape().rank() - 1)));
    NdArray right = b.expand(matrices(batch, b.shape().get(b.shape().rank() - 2), b.shape().get(b.shape().rank() - 1)));
    int[] index = new int[rank];
    int numbers = a.size() / batch.size() + b.size() / batch.size() + out.size() / batch.size();
    for (int i = 0; i < batch.size(); i++) {
      Interruption.check(i, numbers);
      product(kernels, left, at(left, index), right, at(right, index), out, at(out, index), false);
      batch.advance(index);
    }
    return out;
  }

  private static int at(NdArray array, int[] batchIndex) {
    int at = array.offset();
    for (int axis = 0; axis < batchIndex.length; axis++) {
      at += batchIndex[axis] * array.stride(axis);
    }
    return at;
  }

  /** Writes a·b, of matrices that lie anywhere, to a matrix that is contiguous in its rows. */
  public static void product(Kernels kernels, NdArray a, NdArray b, NdArray out) {
    product(kernels, a, a.offset(), b, b.offset(), out, out.offset(), false);
  }

  /** Adds a·b to a matrix that is contiguous in its rows. */
  public static void addProduct(Kernels kernels, NdArray a, NdArray b, NdArray out) {
    product(kernels, a, a.offset(), b, b.offset(), out, out.offset(), true);
  }

  /** Writes a·bᵀ to a matrix that is contiguous in its rows. */
  public static void timesTransposed(Kernels kernels, NdArray a, NdArray b, NdArray out) {
    product(
        kernels, a.shape().get(1), a, a.offset(), a.stride(0), a.stride(1), b, b.offset(), b.stride(1), b.stride(0),
        out, out.offset(), false);
  }

  /** Writes aᵀ·b to a matrix that is contiguous in its rows. */
  public static void transposedTimes(Kernels kernels, NdArray a, NdArray b, NdArray out) {
    product(
        kernels, a.shape().get(0), a, a.offset(), a.stride(1), a.stride(0), b, b.offset(), b.stride(0), b.stride(1),
        out, out.offset(), false);
  }

  /** One product of the matrices, the last two axes of each, that begin at the given places. */
  private static void product(
      Kernels kernels, NdArray a, int aAt, NdArray b, int bAt, NdArray out, int outAt, boolean add) {
    int left = a.shape().rank() - 2;
    int right = b.shape().rank() - 2;
    product(
        kernels, a.shape().get(left + 1), a, aAt, a.stride(left), a.stride(left + 1), b, bAt, b.stride(right), b.stride(right + 1),
        out, outAt, add);
  }

  private static void product(
      Kernels kernels, int k,
      NdArray a, int aAt, int aRow, int aColumn,
      NdArray b, int bAt, int bRow, int bColumn,
      NdArray out, int outAt, boolean add) {
    int row = out.shape().rank() - 2;
    int m = out.shape().get(row);
    int n = out.shape().get(row + 1);
    if (m == 0 || n == 0) {
      return;
    }
    out.kernels(kernels).matmul(
        m, n, k, a.numbers(), aAt, aRow, aColumn, b.numbers(), bAt, bRow, bColumn, out.numbers(), outAt, out.stride(row), add);
  }

  @Override
  public List<Term> adjoints(Site site) {
    Shape a = site.shape(0);
    Shape b = site.shape(1);
    Shape batch = batch(site.output().shape());
    int m = a.get(a.rank() - 2);
    int k = a.get(a.rank() - 1);
    int n = b.get(b.rank() - 1);
    return List.of(
        Broadcasting.reduceTo(
            YBAR.matmul(Term.of(Permute.transpose(b.rank()), X1)), matrices(batch, m, k), a),
        Broadcasting.reduceTo(
            Term.of(Permute.transpose(a.rank()), X).matmul(YBAR), matrices(batch, k, n), b));
  }

  @Override
  public Notation notation() {
    return Notation.infix("·", " ", Precedence.PRODUCT);
  }

  /** A matrix of one element is a number. */
  @Override
  public Arithmetic arithmetic(Site site) {
    boolean number = site.inputs().stream().anyMatch(input -> input.shape().size() == 1 && input.shape().rank() == 2);
    return number ? Arithmetic.product(1, 1) : Arithmetic.other();
  }

  @Override
  public Optional<Op> batched(Site site, int items) {
    return Optional.of(this);
  }

  @Override
  public double reference(Site site, List<Reading> inputs, int... index) {
    Reading a = inputs.get(0);
    Reading b = inputs.get(1);
    int[] left = index.clone();
    int[] right = index.clone();
    double sum = 0;
    for (int i = 0; i < a.shape().get(a.shape().rank() - 1); i++) {
      left[index.length - 1] = i;
      right[index.length - 2] = i;
      sum += at(a, left) * at(b, right);
    }
    return sum;
  }

  /** The element at an index whose batch axes broadcast, and whose matrix axes do not. */
  private static double at(Reading x, int[] index) {
    int skipped = index.length - x.shape().rank();
    int[] own = Arrays.copyOfRange(index, skipped, index.length);
    for (int axis = 0; axis < own.length - 2; axis++) {
      own[axis] = x.shape().get(axis) == 1 ? 0 : own[axis];
    }
    return x.at(own);
  }

  /** Inputs for the laws. */
  public static List<Specimen> specimens() {
    return List.of(
        Specimen.reals(new MatMul(), Shape.of(2, 3), Shape.of(3, 4)),
        Specimen.reals(new MatMul(), Shape.of(1, 3), Shape.of(3, 1)),
        Specimen.reals(new MatMul(), Shape.of(2, 2, 3), Shape.of(2, 3, 2)),
        Specimen.reals(new MatMul(), Shape.of(2, 2, 3), Shape.of(3, 2)),
        Specimen.reals(new MatMul(), Shape.of(2, 3), Shape.of(2, 3, 2)),
        Specimen.reals(new MatMul(), Shape.of(2, 1, 2, 3), Shape.of(3, 3, 2)),
        Specimen.reals(new MatMul(), Shape.of(0, 3), Shape.of(3, 2)),
        Specimen.reals(new MatMul(), Shape.of(2, 0), Shape.of(0, 3)),
        Specimen.reals(new MatMul(), Shape.of(3, 2, 0), Shape.of(0, 2)));
  }
}
