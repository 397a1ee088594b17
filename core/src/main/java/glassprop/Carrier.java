package glassprop;

import glassprop.array.NdArray;
import glassprop.array.TensorType;
import glassprop.op.Algebra;
import glassprop.op.Numerics;
import glassprop.rule.Batch;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
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

  /** The numbers of a cotangent that is one array and nothing else; null of any other. */
  default @Nullable NdArray plainNumbers(V cotangent) {
    return null;
  }

  /** Whether a value that a rule made of a cotangent has an array of its own: a rule is linear, so it hands on the cotangent or makes something new. */
  default boolean isNew(V made, V cotangent) {
    return false;
  }

  /** Numbers as a value. */
  default V value(NdArray numbers) {
    return value(Tensor.of(numbers));
  }

  /** A cotangent as a tensor, for code that is written for tensors: hooks and custom functions. */
  Tensor tensor(V cotangent);

  /**
   * Applies code that is written for tensors to a cotangent.
   *
   * @param code gives several tensors
   */
  default List<V> through(V cotangent, Function<Tensor, List<Tensor>> code) {
    return code.apply(tensor(cotangent)).stream().map(this::value).toList();
  }

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
    public boolean isNew(NdArray made, NdArray cotangent) {
      return made.storage() != cotangent.storage();
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
      return Scope.UNRECORDED_CODE.run(code);
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
    public boolean isNew(Tensor made, Tensor cotangent) {
      return made.array().storage() != cotangent.array().storage();
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

  /**
   * Numbers for many cotangents at once: the rows of a Jacobian.
   *
   * @param algebra knows how many
   */
  record Batched(Batch algebra) implements Carrier<Batch.Value> {
    @Override
    public TensorType type(Batch.Value cotangent) {
      return cotangent.type();
    }

    @Override
    public Batch.Value value(Tensor kept) {
      return new Batch.Value(kept.array(), false);
    }

    @Override
    public Tensor tensor(Batch.Value cotangent) {
      return Tensor.of(algebra.array(cotangent));
    }

    /** Code is written for one cotangent, so it is called for each. */
    @Override
    public List<Batch.Value> through(Batch.Value cotangent, Function<Tensor, List<Tensor>> code) {
      List<List<Tensor>> items =
          IntStream.range(0, algebra.size()).mapToObj(i -> code.apply(Tensor.of(cotangent.item(i)))).toList();
      return IntStream.range(0, items.getFirst().size())
          .mapToObj(slot -> Batch.stacked(items.stream().map(item -> item.get(slot).array()).toList())).toList();
    }

    @Override
    public <T> T run(Supplier<T> code) {
      return Scope.UNRECORDED_CODE.run(code);
    }
  }
}
