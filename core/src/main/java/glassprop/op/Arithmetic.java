package glassprop.op;

import java.util.List;
import java.util.stream.DoubleStream;

/**
 * What an op is in the algebra of numbers, where operands of different shapes broadcast: what a reader must know to collect terms
 * and to cancel factors.
 */
public sealed interface Arithmetic {
  /** The sum of the operands, each times a weight. */
  record Sum(List<Double> weights) implements Arithmetic {}

  /** The product of the operands, each to the power of an exponent. */
  record Product(List<Double> exponents) implements Arithmetic {}

  /** Anything else. */
  record Other() implements Arithmetic {}

  /** Neither a sum nor a product. */
  static Arithmetic other() {
    return new Other();
  }

  /** A weighted sum. */
  static Arithmetic sum(double... weights) {
    return new Sum(DoubleStream.of(weights).boxed().toList());
  }

  /** A product of powers. */
  static Arithmetic product(double... exponents) {
    return new Product(DoubleStream.of(exponents).boxed().toList());
  }
}
