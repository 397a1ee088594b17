/** Tensors, ops, rules as data, kernels and gradient checks. */
module glassprop.core {
  requires static jdk.incubator.vector;
  requires static org.jspecify;

  exports glassprop;
  exports glassprop.array;
  exports glassprop.check;
  exports glassprop.kernel;
  exports glassprop.op;
  exports glassprop.rule;
}
