package glassprop.parity.pytorch;

import glassprop.op.Convolution;
import glassprop.op.Unfold;
import glassprop.op.Window;
import java.util.List;
import java.util.function.ToIntFunction;
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
          torch.conv_transpose2d(
              a, b, new TensorOptional(), both(op, Window::stride), both(op, Window::padding), both(op, TorchImages::left),
              op.groups(), both(op, Window::dilation));
      case WEIGHTS -> weights(op, a, b);
    };
  }

  private static Tensor output(Convolution op, Tensor images, Tensor weights) {
    return torch.conv2d(
        images, weights, new TensorOptional(), both(op, Window::stride), both(op, Window::padding),
        both(op, Window::dilation), op.groups());
  }

  /** It has no function for the gradient of the weights: its own gradient of the convolution, where the weights are 0. */
  private static Tensor weights(Convolution op, Tensor images, Tensor outputs) {
    long[] sizes = {
      outputs.size(1), images.size(1) / op.groups(), op.rows().kernel(), op.columns().kernel()
    };
    Tensor at = torch.zeros(sizes, images.options()).requires_grad_(true);
    return LibTorch.gradients(output(op, images, at), outputs, List.of(at), true).getFirst();
  }

  /** The elements at the end that no window reaches. */
  private static int left(Window window) {
    int covered = (window.count() - 1) * window.stride() - 2 * window.padding() + window.dilation() * (window.kernel() - 1) + 1;
    return window.size() - covered;
  }

  static Tensor unfold(Unfold op, Tensor x) {
    long[] kernel = {op.rows().kernel(), op.columns().kernel()};
    long[] dilation = {op.rows().dilation(), op.columns().dilation()};
    long[] padding = {op.rows().padding(), op.columns().padding()};
    long[] stride = {op.rows().stride(), op.columns().stride()};
    long covered = kernel[0] * kernel[1];
    long places = (long) op.rows().count() * op.columns().count();
    long n = x.size(0);
    long c = x.size(1);
    if (op.fold()) {
      Tensor columns = x.reshape(n, c * covered, places);
      return torch.col2im(
          columns, new long[] {op.rows().size(), op.columns().size()}, kernel, dilation, padding, stride);
    }
    return torch.im2col(x, kernel, dilation, padding, stride)
        .reshape(n, c, kernel[0], kernel[1], op.rows().count(), op.columns().count());
  }

  private static long[] both(Convolution op, ToIntFunction<Window> size) {
    return new long[] {size.applyAsInt(op.rows()), size.applyAsInt(op.columns())};
  }
}
