package glassprop.op;

import static glassprop.op.Terms.X;
import static glassprop.op.Terms.X1;
import static glassprop.op.Terms.YBAR;

import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.kernel.Kernels;
import java.util.List;
import java.util.stream.Stream;

/**
 * The convolution of images with windows of weights, as networks have it (a cross-correlation), in three roles.
 *
 * <p>Images x (n, c, rows, columns), weights w (o, c/groups, kernel, kernel) and outputs y (n, o, places, places) meet in one
 * trilinear form Σ x·w·y over all that a window covers. Each role gives one of the three from the other two, and its adjoints are
 * the other two roles; so there is one rule, and it closes at every order.
 *
 * @param role which of the three is given
 * @param groups into how many parts the channels are divided that do not see each other
 */
public record Convolution(Role role, Window rows, Window columns, int groups) implements Multilinear {

  /** Which of images, weights and outputs is given; the inputs are the other two, in this order. */
  public enum Role {
    /** y from x and w: the convolution itself. */
    OUTPUT,
    /** x from y and w: the gradient of the images, also called the transposed convolution. */
    IMAGES,
    /** w from x and y: the gradient of the weights. */
    WEIGHTS
  }

  @Override
  public String mnemonic() {
    return switch (role) {
      case OUTPUT -> "conv2d";
      case IMAGES -> "conv2d_images";
      case WEIGHTS -> "conv2d_weights";
    };
  }

  private Convolution as(Role other) {
    return new Convolution(other, rows, columns, groups);
  }

  @Override
  public TensorType type(List<TensorType> inputs) {
    return inputs.getFirst().withShape(new ConvolutionShapes(this).given(inputs));
  }

  @Override
  public List<Term> adjoints(Site site) {
    return switch (role) {
      case OUTPUT -> List.of(Term.of(as(Role.IMAGES), YBAR, X1), Term.of(as(Role.WEIGHTS), X, YBAR));
      case IMAGES -> List.of(Term.of(as(Role.OUTPUT), YBAR, X1), Term.of(as(Role.WEIGHTS), YBAR, X));
      case WEIGHTS -> List.of(Term.of(as(Role.IMAGES), X1, YBAR), Term.of(as(Role.OUTPUT), X, YBAR));
    };
  }

  /** Matrix products over what the windows cover, group by group: W·P, Wᵀ·Y and Y·Pᵀ. */
  @Override
  public NdArray value(Kernels kernels, List<NdArray> inputs, TensorType type) {
    Numerics numerics = new Numerics(kernels);
    Patches patches = new Patches(rows, columns);
    NdArray first = inputs.get(0);
    NdArray second = inputs.get(1);
    return switch (role) {
      case OUTPUT -> product(numerics, kernelMatrices(second), patchMatrices(patches.of(first))).reshape(type.shape());
      case IMAGES ->
          patches.sum(
              kernels,
              product(numerics, transposed(kernelMatrices(second)), outputMatrices(first)).reshape(patches.shape(type.shape())));
      case WEIGHTS -> {
        NdArray each = product(numerics, outputMatrices(second), transposed(patchMatrices(patches.of(first))));
        yield numerics.apply(new Sum(new Reduction(List.of(0), false)), List.of(each)).reshape(type.shape());
      }
    };
  }

  private static NdArray product(Numerics numerics, NdArray a, NdArray b) {
    return numerics.apply(new MatMul(), List.of(a, b));
  }

  private static NdArray transposed(NdArray matrices) {
    int rank = matrices.shape().rank();
    return matrices.permute(Softmax.lastAxisSwapped(rank, rank - 2));
  }

  /** Weights as (groups, outputs of a group, covered elements). */
  private NdArray kernelMatrices(NdArray w) {
    Shape s = w.shape();
    return w.reshape(Shape.of(groups, s.get(0) / groups, s.get(1) * s.get(2) * s.get(3)));
  }

  /** Patches as (n, groups, covered elements of a group, places). */
  private NdArray patchMatrices(NdArray p) {
    Shape s = p.shape();
    int covered = s.get(1) / groups * s.get(2) * s.get(3);
    return p.reshape(Shape.of(s.get(0), groups, covered, s.get(4) * s.get(5)));
  }

  /** Outputs as (n, groups, outputs of a group, places). */
  private NdArray outputMatrices(NdArray y) {
    Shape s = y.shape();
    return y.reshape(Shape.of(s.get(0), groups, s.get(1) / groups, s.get(2) * s.get(3)));
  }

  @Override
  public Notation notation() {
    return role == Role.OUTPUT
        ? Notation.infix(" ∗ ", " \\ast ", Notation.Precedence.PRODUCT)
        : Notation.call(mnemonic());
  }

  @Override
  public double reference(Site site, List<Reading> inputs, int... index) {
    return new ConvolutionShapes(this).sum(site, inputs, index);
  }

  static List<Specimen> specimens() {
    Window three = new Window(3, 2, 1, 0, 1);
    Window four = new Window(4, 2, 1, 1, 2);
    Window five = new Window(5, 3, 2, 1, 1);
    return Stream.of(
            specimens(three, three, 1, 1, 1, 1),
            specimens(three, five, 1, 2, 2, 1),
            specimens(four, three, 2, 2, 2, 2),
            specimens(Window.none(), five, 1, 2, 4, 2),
            specimens(three, three, 0, 1, 2, 1))
        .flatMap(List::stream)
        .toList();
  }

  /** All three roles with n images of c channels and o outputs. */
  private static List<Specimen> specimens(Window rows, Window columns, int n, int c, int o, int groups) {
    Shape x = Shape.of(n, c, rows.size(), columns.size());
    Shape w = Shape.of(o, c / groups, rows.kernel(), columns.kernel());
    Shape y = Shape.of(n, o, rows.count(), columns.count());
    return List.of(
        Specimen.reals(new Convolution(Role.OUTPUT, rows, columns, groups), x, w),
        Specimen.reals(new Convolution(Role.IMAGES, rows, columns, groups), y, w),
        Specimen.reals(new Convolution(Role.WEIGHTS, rows, columns, groups), x, y));
  }
}
