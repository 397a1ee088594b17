package glassprop.op.convolution;

import static glassprop.op.Terms.X1;
import static glassprop.op.Terms.X;
import static glassprop.op.Terms.YBAR;

import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.kernel.Kernels;
import glassprop.op.Cascade;
import glassprop.op.MatMul;
import glassprop.op.Multilinear;
import glassprop.op.Notation;
import glassprop.op.Permute;
import glassprop.op.Reading;
import glassprop.op.Site;
import glassprop.op.Specimen;
import glassprop.op.Term;
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

  @Override
  public NdArray value(Kernels kernels, List<NdArray> inputs, TensorType type) {
    PatchBlocks blocks = new PatchBlocks(kernels, rows, columns, groups);
    NdArray first = inputs.get(0);
    NdArray second = inputs.get(1);
    return switch (role) {
      case OUTPUT -> outputs(blocks, first, second, NdArray.room(type));
      case IMAGES -> images(blocks, first, second, NdArray.zeros(type));
      case WEIGHTS -> weights(blocks, first, second, type);
    };
  }

  /** Y = W·P of each block of patches P. */
  private NdArray outputs(PatchBlocks blocks, NdArray x, NdArray w, NdArray y) {
    NdArray weights = weightMatrices(w);
    NdArray outputs = outputMatrices(y);
    blocks.gather(
        x,
        (image, group, from, patches) ->
            MatMul.product(
                blocks.kernels(), at(weights, group), patches, at(outputs, image, group, from, patches)));
    return y;
  }

  /** P̄ = Wᵀ·Y of each block, added to the images. */
  private NdArray images(PatchBlocks blocks, NdArray y, NdArray w, NdArray x) {
    NdArray weights = transposed(weightMatrices(w));
    NdArray outputs = outputMatrices(y);
    blocks.scatterAdd(
        x,
        (image, group, from, patches) ->
            MatMul.product(
                blocks.kernels(), at(weights, group), at(outputs, image, group, from, patches), patches));
    return x;
  }

  /** Wᵀ = Σ P·Yᵀ over the blocks: turned so that the right operand, which the product copies if it lies crosswise, is the smaller one. */
  private NdArray weights(PatchBlocks blocks, NdArray x, NdArray y, TensorType type) {
    NdArray outputs = outputMatrices(y);
    Shape w = type.shape();
    Cascade sums =
        new Cascade(
            blocks.kernels(), type.withShape(Shape.of(groups, w.get(1) * w.get(2) * w.get(3), w.get(0) / groups)));
    blocks.gather(
        x,
        (image, group, from, patches) ->
            MatMul.addProduct(
                blocks.kernels(), patches, transposed(at(outputs, image, group, from, patches)),
                at(sums.of(image), group)));
    return transposed(sums.sum()).reshape(w);
  }

  /** The matrix of one group. */
  private static NdArray at(NdArray matrices, int group) {
    return matrices.slice(0, group, 1, 1);
  }

  /** The outputs of one image and group, at the places of some patches. */
  private static NdArray at(NdArray outputs, int image, int group, int from, NdArray patches) {
    int places = patches.shape().get(patches.shape().rank() - 1);
    return outputs.slice(0, image, 1, 1).slice(1, group, 1, 1).slice(3, from, places, 1);
  }

  private static NdArray transposed(NdArray matrices) {
    int rank = matrices.shape().rank();
    return matrices.permute(Permute.lastAxisSwapped(rank, rank - 2));
  }

  /** Weights as (groups, outputs of a group, covered elements). */
  private NdArray weightMatrices(NdArray w) {
    Shape s = w.shape();
    return w.reshape(Shape.of(groups, s.get(0) / groups, s.get(1) * s.get(2) * s.get(3)));
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

  /** Inputs for the laws. */
  public static List<Specimen> specimens() {
    Window three = new Window(3, 2, 1, 0, 1);
    Window four = new Window(4, 2, 1, 1, 2);
    Window five = new Window(5, 3, 2, 1, 1);
    return Stream.of(
            specimens(three, three, 1, 1, 1, 1),
            specimens(three, five, 1, 2, 2, 1),
            specimens(four, three, 2, 2, 2, 2),
            specimens(Window.none(), five, 1, 2, 4, 2),
            specimens(new Window(3, 2, 1, 0, 1, 1), new Window(4, 2, 3, 2, 1, 2), 1, 2, 1, 1),
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
