package glassprop.op;

import glassprop.array.NdArray;
import glassprop.array.Runs;
import glassprop.array.Shape;
import glassprop.array.Span;
import glassprop.array.TensorType;
import glassprop.kernel.BinaryFunction;
import glassprop.kernel.Heap;
import glassprop.kernel.Interruption;
import glassprop.kernel.Kernels;
import glassprop.kernel.UnaryFunction;
import java.util.List;

/** Feeds elementwise kernels with arrays of any strides, as few and as long runs as the layouts allow. */
public final class ElementwiseLoops {
  private ElementwiseLoops() {}

  /** A function without a kernel, in double precision, rounded at the end. */
  static NdArray each(Elementwise f, List<NdArray> inputs, TensorType type) {
    double[][] operands = new double[inputs.size()][];
    for (int slot = 0; slot < operands.length; slot++) {
      operands[slot] = inputs.get(slot).expand(type.shape()).toDoubles();
    }
    double[] out = Heap.doubles(type.shape().size(), type);
    double[] x = new double[operands.length];
    for (int i = 0; i < out.length; i++) {
      Interruption.check(i, 1);
      for (int slot = 0; slot < x.length; slot++) {
        x[slot] = operands[slot][i];
      }
      out[i] = f.of(x);
    }
    return NdArray.over(out, type.shape()).to(type.dtype());
  }

  /** A function without a kernel, number by number in double precision. */
  static void each(Elementwise f, Span[] x, Span out, int n) {
    double[] operands = new double[x.length];
    for (int i = 0; i < n; i++) {
      for (int slot = 0; slot < operands.length; slot++) {
        operands[slot] = x[slot].get(i);
      }
      out.set(i, f.of(operands));
    }
  }

  static void unary(Kernels kernels, UnaryFunction f, Span x, Span out, int n) {
    if (x.step() == 0) {
      throw new IllegalArgumentException("a function of one number, repeated " + n + " times: compute it once");
    }
    out.kernels(kernels).unary(f, x.numbers(), x.at(), out.numbers(), out.at(), n);
  }

  /** A function of two numbers of n pairs, written to a given place. */
  public static void binary(Kernels kernels, BinaryFunction f, Span a, Span b, Span out, int n) {
    out.kernels(kernels).binary(f, a.numbers(), a.at(), a.step(), b.numbers(), b.at(), b.step(), out.numbers(), out.at(), n);
  }

  static NdArray unary(Kernels kernels, UnaryFunction f, NdArray input) {
    NdArray x = input.contiguous();
    NdArray out = NdArray.room(x.type());
    x.kernels(kernels).unary(f, x.numbers(), x.offset(), out.numbers(), 0, x.size());
    return out;
  }

  /** A function of two numbers, of each element of two broadcast arrays. */
  public static NdArray binary(Kernels kernels, BinaryFunction f, NdArray left, NdArray right, TensorType type) {
    NdArray out = NdArray.room(type);
    if (isRun(left, type) && isRun(right, type)) {
      run(kernels, f, left, left.offset(), step(left), right, right.offset(), step(right), out, 0, out.size());
      return out;
    }
    NdArray a = stepped(left, type.shape());
    NdArray b = stepped(right, type.shape());
    Runs runs = Runs.over(type.shape(), a, b, out);
    int[] at = runs.start();
    int n = runs.length();
    int count = 0;
    do {
      Interruption.check(count++, n);
      run(kernels, f, a, at[0], runs.step(0), b, at[1], runs.step(1), out, at[2], n);
    } while (runs.next(at));
    return out;
  }

  /** Whether one run covers an operand: it has no gaps and the output's shape, or is a single number. */
  private static boolean isRun(NdArray x, TensorType type) {
    return x.size() == 1 || (x.isContiguous() && x.shape().equals(type.shape()));
  }

  private static int step(NdArray x) {
    return x.size() == 1 ? 0 : 1;
  }

  private static void run(
      Kernels kernels, BinaryFunction f, NdArray a, int aAt, int aStep, NdArray b, int bAt, int bStep, NdArray out,
      int outAt, int n) {
    out.kernels(kernels).binary(f, a.numbers(), aAt, aStep, b.numbers(), bAt, bStep, out.numbers(), outAt, n);
  }

  /** The array itself if neighbours along the innermost axis that is walked lie 0 or 1 apart, as kernels need; else a copy. */
  private static NdArray stepped(NdArray array, Shape shape) {
    if (array.isContiguous()) {
      return array;
    }
    int step = Runs.over(shape, array).step(0);
    return step == 0 || step == 1 ? array : array.copy();
  }
}
