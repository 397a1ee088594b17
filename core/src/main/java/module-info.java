/** Tensors, ops, rules as data, kernels and gradient checks. */
@SuppressWarnings("module") // the modules that glassprop.text is for are built after this one
module glassprop.core {
  requires static jdk.incubator.vector;
  requires static org.jspecify;

  exports glassprop;
  exports glassprop.array;
  exports glassprop.check;
  exports glassprop.kernel;
  exports glassprop.op;
  exports glassprop.op.catalogue;
  exports glassprop.op.convolution;
  exports glassprop.op.vocabulary;
  exports glassprop.rule;
  exports glassprop.text to
      glassprop.nn,
      glassprop.lens,
      glassprop.workbench,
      glassprop.cli;
}
