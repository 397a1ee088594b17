package glassprop;

import glassprop.array.NdArray;
import glassprop.array.TensorType;
import glassprop.op.Algebra;
import glassprop.op.Numerics;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a reverse sweep carries from step to step.
 *
 * @param <V> what a cotangent is
 */
interface Carrier<V> {

  /** How rules are evaluated. */
  Algebra<V> algebra();

  /** The type of a cotangent. */
  TensorType type(V cotangent);

  /** A tensor that a step kept, as a value to evaluate rules with. */
  V value(Tensor kept);

  /** The numbers of a cotangent that is nothing else; null if it may be recorded or carry tangents. */
  @Nullable NdArray plainNumbers(V cotangent);

  /** Numbers as a value. */
  V value(NdArray numbers);

  /** A cotangent as a tensor, for code that is written for tensors: hooks and custom functions. */
  Tensor tensor(V cotangent);

  /** Runs code that is written for tensors, recorded or not as suits what is carried. */
  <T> T run(Supplier<T> code);

  /** Numbers, which nothing can record: the plain backward pass. */
  enum Plain implements Carrier<NdArray> {
    /** The carrier of numbers. */
    PLAIN;

    @Override
    public Algebra<NdArray> algebra() {
      return Numerics.NUMBERS;
    }

    @Override
    public TensorType type(NdArray cotangent) {
      return cotangent.type();
    }

    @Override
    public NdArray value(Tensor kept) {
      return kept.array();
    }

    @Override
    public NdArray plainNumbers(NdArray cotangent) {
      return cotangent;
    }

    @Override
    public NdArray value(NdArray numbers) {
      return numbers;
    }

    @Override
    public Tensor tensor(NdArray cotangent) {
      return Tensor.of(cotangent);
    }

    @Override
    public <T> T run(Supplier<T> code) {
      return Autodiff.noGrad(code);
    }
  }

  /** Tensors: a backward pass that is recorded, or that carries tangents, as it goes. */
  enum Differentiable implements Carrier<Tensor> {
    /** The carrier of tensors. */
    DIFFERENTIABLE;

    @Override
    public Algebra<Tensor> algebra() {
      return TensorAlgebra.TENSORS;
    }

    @Override
    public TensorType type(Tensor cotangent) {
      return cotangent.type();
    }

    @Override
    public Tensor value(Tensor kept) {
      return kept;
    }

    @Override
    public @Nullable NdArray plainNumbers(Tensor cotangent) {
      return null;
    }

    @Override
    public Tensor value(NdArray numbers) {
      return Tensor.of(numbers);
    }

    @Override
    public Tensor tensor(Tensor cotangent) {
      return cotangent;
    }

    @Override
    public <T> T run(Supplier<T> code) {
      return code.get();
    }
  }
}
