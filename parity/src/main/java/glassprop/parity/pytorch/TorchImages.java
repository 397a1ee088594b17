package glassprop.parity.pytorch;

import glassprop.op.convolution.Convolution;
import glassprop.op.convolution.Unfold;
import glassprop.op.convolution.Window;
import glassprop.parity.oracle.Pool;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** How PyTorch says the ops with windows over images. */
final class TorchImages {
  private TorchImages() {}

  static Tensor convolution(Convolution op, Tensor a, Tensor b) {
    return switch (op.role()) {
      case OUTPUT -> output(op, a, b);
      case IMAGES ->
          inside(
              op.rows(), op.columns(),
              torch.conv_transpose2d(
                  a, b, new TensorOptional(), both(op, Window::stride), both(op, TorchImages::common), both(op, TorchImages::left),
                  op.groups(), both(op, Window::dilation)));
      case WEIGHTS -> weights(op, a, b);
    };
  }

  private static Tensor output(Convolution op, Tensor images, Tensor weights) {
    return torch.conv2d(
        padded(op.rows(), op.columns(), images), weights, new TensorOptional(), both(op, Window::stride),
        both(op, TorchImages::common), both(op, Window::dilation), op.groups());
  }

  /** It has no function for the gradient of the weights: its own gradient of the convolution, where the weights are 0. */
  private static Tensor weights(Convolution op, Tensor images, Tensor outputs) {
    long[] sizes = {
      outputs.size(1), images.size(1) / op.groups(), op.rows().kernel(), op.columns().kernel()
    };
    Tensor at = torch.zeros(sizes, images.options()).requires_grad_(true);
    return LibTorch.gradients(output(op, images, at), outputs, List.of(at), true).getFirst();
  }

  /** The padding that both ends have: PyTorch's windows know no other. */
  private static int common(Window window) {
    return Math.min(window.before(), window.after());
  }

  /** Images with the padding that one end has more than the other. */
  private static Tensor padded(Window rows, Window columns, Tensor images) {
    long[] more = {
      columns.before() - common(columns), columns.after() - common(columns), rows.before() - common(rows), rows.after() - common(rows)
    };
    return LongStream.of(more).allMatch(n -> n == 0) ? images : torch.constant_pad_nd(images, more, new Scalar(0.0));
  }

  /** Images without what {@link #padded} adds. */
  private static Tensor inside(Window rows, Window columns, Tensor padded) {
    return padded.narrow(2, rows.before() - common(rows), rows.size()).narrow(3, columns.before() - common(columns), columns.size());
  }

  private static int width(Window window) {
    return window.size() + window.before() + window.after();
  }

  /** The elements at the end that no window reaches. */
  private static int left(Window window) {
    return width(window) - (window.count() - 1) * window.stride() - window.dilation() * (window.kernel() - 1) - 1;
  }

  static Tensor unfold(Unfold op, Tensor x) {
    Window r = op.rows();
    Window c = op.columns();
    long[] kernel = {r.kernel(), c.kernel()};
    long[] dilation = {r.dilation(), c.dilation()};
    long[] padding = {common(r), common(c)};
    long[] stride = {r.stride(), c.stride()};
    long covered = kernel[0] * kernel[1];
    long places = (long) r.count() * c.count();
    long n = x.size(0);
    long channels = x.size(1);
    if (op.fold()) {
      Tensor columns = x.reshape(n, channels * covered, places);
      long[] sizes = {width(r) - 2L * common(r), width(c) - 2L * common(c)};
      return inside(r, c, torch.col2im(columns, sizes, kernel, dilation, padding, stride));
    }
    return torch.im2col(padded(r, c, x), kernel, dilation, padding, stride)
        .reshape(n, channels, kernel[0], kernel[1], r.count(), c.count());
  }

  static Tensor pooled(Pool pool, Tensor x) {
    long[] kernel = {pool.rows(), pool.columns()};
    long[] stride = {pool.down().stride(), pool.across().stride()};
    long[] padding = {pool.down().before(), pool.across().before()};
    long[] dilation = {pool.down().dilation(), pool.across().dilation()};
    boolean partial = pool.down().partial();
    return pool.kind() == Pool.Kind.LARGEST
        ? torch.max_pool2d(x, kernel, stride, padding, dilation, partial)
        : torch.avg_pool2d(x, kernel, stride, padding, partial, pool.kind() == Pool.Kind.MEAN, new LongOptional());
  }

  private static long[] both(Convolution op, ToIntFunction<Window> size) {
    return new long[] {size.applyAsInt(op.rows()), size.applyAsInt(op.columns())};
  }
}
