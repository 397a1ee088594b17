package glassprop.op.catalogue;

import glassprop.op.Binary;
import glassprop.op.Clamp;
import glassprop.op.Comparison;
import glassprop.op.Concat;
import glassprop.op.Elementwise;
import glassprop.op.Elu;
import glassprop.op.Expand;
import glassprop.op.LeakyRelu;
import glassprop.op.MatMul;
import glassprop.op.Pad;
import glassprop.op.Permute;
import glassprop.op.Power;
import glassprop.op.PowerDerivative;
import glassprop.op.Reshape;
import glassprop.op.Slice;
import glassprop.op.Specimen;
import glassprop.op.Sum;
import glassprop.op.Unary;
import glassprop.op.Where;
import glassprop.op.convolution.Convolution;
import glassprop.op.convolution.Unfold;
import java.util.List;
import java.util.stream.Stream;

/** The catalogue: every operation, with inputs to try it on. Whatever is listed here is held to the laws. */
public final class Ops {
  private Ops() {}

  /** Every op with each of its awkward inputs. */
  public static List<Specimen> all() {
    return Stream.of(
            Elementwise.specimens(Unary.values()),
            Elementwise.specimens(Binary.values()),
            Power.specimens(),
            SignedPower.specimens(),
            PowerDerivative.specimens(),
            LeakyRelu.specimens(),
            Elu.specimens(),
            Clamp.specimens(),
            Comparison.specimens(),
            Where.specimens(),
            Sum.specimens(),
            Mean.specimens(),
            Center.specimens(),
            Extremum.specimens(true),
            Extremum.specimens(false),
            LogSumExp.specimens(),
            Product.specimens(),
            Norm.specimens(),
            Recurrence.specimens(),
            CumulativeProduct.specimens(),
            Softmax.specimens(false),
            Softmax.specimens(true),
            CrossEntropy.specimens(false),
            CrossEntropy.specimens(true),
            MatMul.specimens(),
            Affine.specimens(),
            Reshape.specimens(),
            Permute.specimens(),
            Expand.specimens(),
            Slice.specimens(),
            Pad.specimens(),
            Concat.specimens(),
            Gather.specimens(),
            ScatterAdd.specimens(),
            Scatter.specimens(),
            Cast.specimens(),
            OneHot.specimens(),
            ArgMax.specimens(),
            ArgSort.specimens(),
            Flip.specimens(),
            Triangle.specimens(),
            EmbeddingLookup.specimens(),
            Position.specimens(),
            Unfold.specimens(),
            Convolution.specimens())
        .flatMap(List::stream)
        .toList();
  }
}
